// SPDX-License-Identifier: MIT
// Loops of every length and kind, as they are heard. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct LoopTests {
  @Test(arguments: Interpolation.allCases, [60, 65, 71] as [UInt8])
  func `a loop of whole turns is an endless sine`(interpolation: Interpolation, key: UInt8) throws {
    // Frames after the loop are far away from it: an interpolator that reads them is found out.
    let wave = Signal.sine(period: 40, count: 240) + [Int16](repeating: 32_000, count: 20)
    let bank = TestBank.one(wave, loop: 40...239)
    let synthesizer = try TestSynthesizer(bank) { $0.interpolation = interpolation }
    let sound = synthesizer.render(Event.fullVolume() + [.on(0, key)], frames: 4800)
    let step = exp2((Double(key) - 60) / 12)
    var greatest = 0.0
    // Before that rings, in a level, what its low-pass makes of the wave's beginning: 35 frames of the wave.
    for frame in 20..<4800 {
      let ideal: Double = 0.353_553 * sin(2 * .pi * Double(frame) * step / 40)
      greatest = max(greatest, abs(Double(sound.left[frame]) - ideal))
    }
    let bounds: [Interpolation: Double] = [.linear: 1.2e-3, .cubic: 1.2e-4, .sinc: 1.2e-4]
    #expect(greatest < bounds[interpolation] ?? 0)
  }

  @Test(arguments: 1...6, [36, 60, 61, 127] as [UInt8])
  func `short loops sound, and end with their note`(length: Int, key: UInt8) throws {
    let wave = [1000, 2000, 3000, 4000, 5000, 6000, 7000].map { Int16($0) }
    let bank = TestBank.one(wave, loop: 1...length)
    for interpolation in Interpolation.allCases {
      let synthesizer = try TestSynthesizer(bank) { $0.interpolation = interpolation }
      let sound = synthesizer.render(Event.fullVolume() + [.on(0, key), .off(2000, key)], frames: 3000)
      #expect(sound.left[100..<2000].allSatisfy { $0 > 0.02 && $0 < 0.2 })
      #expect(sound.heardFrames < 2400)
    }
  }

  @Test(arguments: [1, 7, 64, 65, 500])
  func `a loop may end with the wave's last frame`(length: Int) throws {
    let wave = (0..<700).map { Int16($0 + 1000) }
    let bank = TestBank.one(wave, loop: (700 - length)...699)
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 2000)
    let wrong = (0..<2000).filter { frame in
      let index = frame < 700 ? frame : 700 - length + (frame - 700) % length
      return abs(sound.left[frame] - Float(wave[index]) / 32_768 * 0.707_106_8) > 1e-6
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: [1, 10, 63, 64, 200], [0, 50, 299, 300, 1203])
  func `loop and release plays the rest of the wave after the note`(length: Int, off: Int) throws {
    let wave = (0..<600).map { Int16($0 + 1000) }
    let bank = TestBank.one(wave, loop: 100...(99 + length), [.seconds(Connection.To.eg1Release, 30)]) {
      $0.sample?.loop?.kind = .untilRelease
    }
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0), .off(off)], frames: 3000)
    // Where the reader stands when the key goes up, it goes on to the wave's end.
    let at = off < 100 + length ? off : 100 + (off - 100) % length
    let wrong = (0..<(600 - at)).filter { distance in
      let value = Double(sound.left[off + distance]) * 32_768 / 0.5.squareRoot()
      return abs(value / Double(wave[at + distance]) - 1) > 0.01
    }
    #expect(wrong.isEmpty)
    #expect(sound.heardFrames == off + 600 - at)
  }

  @Test(arguments: Interpolation.allCases, [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 127, 128, 300])
  func `a loop sounds like the same frames written out`(interpolation: Interpolation, length: Int) throws {
    var state = UInt32(length)
    let wave = (0..<(length + 40)).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      // Quiet enough for levels of 16 bits, whatever comes out of their low-pass.
      return Int16(truncatingIfNeeded: state >> 16) / (interpolation.readsLevels ? 2 : 1)
    }
    for (key, rate) in [(60, 48_000), (61, 48_000), (43, 44_100), (84, 48_000), (103, 37_000)] as [(UInt8, UInt32)] {
      let frames = 3000
      // The low-pass of the levels looks far ahead.
      let ahead = interpolation.readsLevels ? 400 : 40
      let reach = Int(Double(frames) * Double(rate) / 48_000 * exp2(Double(key) / 12 - 5)) + ahead
      let unrolled = (0..<max(reach, 1)).map { $0 < 40 ? wave[$0] : wave[40 + ($0 - 40) % length] }
      let sounds = try [
        TestBank.one(wave, rate: rate, loop: 40...(39 + length)), TestBank.one(unrolled, rate: rate),
      ].map { bank in
        try TestSynthesizer(bank) { $0.interpolation = interpolation }
          .render(Event.fullVolume() + [.on(0, key)], frames: frames)
      }
      // Nothing but the interpolator: the same bits.
      #expect(sounds[0] == sounds[1], "key \(key), rate \(rate)")
    }
  }

  @Test func `a forward loop goes on through the release`() throws {
    let wave = (0..<600).map { Int16($0 + 1000) }
    let bank = TestBank.one(wave, loop: 100...199, [.seconds(Connection.To.eg1Release, 30)])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0), .off(500)], frames: 3000)
    #expect(sound.left[500...].allSatisfy { $0 < 0.03 && $0 > 0.015 })
  }
}
