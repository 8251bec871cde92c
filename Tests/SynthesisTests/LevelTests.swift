// SPDX-License-Identifier: MIT
// How loud velocity, controllers and connections make a note (`dls.md` 2.5, 4.5, 4.6). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct LevelTests {
  private func gain(
    _ bank: TestBank, velocity: UInt8 = 127, volume: UInt8 = 127, expression: UInt8 = 127
  ) throws -> Double {
    let events: [Event] = [.control(0, 7, volume), .control(0, 11, expression), .on(10, 60, velocity)]
    return try TestSynthesizer(bank).render(events, frames: 600).gain(at: 300)
  }

  private static let curve: [(UInt8, Double)] = [(127, 0), (100, -4.152), (64, -11.905), (32, -23.946), (1, -84.152)]

  @Test(arguments: curve)
  func `velocity, volume and expression follow one curve`(value: UInt8, decibels: Double) throws {
    #expect(try abs(gain(.level(), velocity: value) - decibels) < 0.05)
    #expect(try abs(gain(.level(), volume: value) - decibels) < 0.05)
    #expect(try abs(gain(.level(), expression: value) - decibels) < 0.05)
  }

  @Test func `volume is 100 when nothing has been said`() throws {
    let sound = try TestSynthesizer(.level()).render([.on(0)], frames: 200)
    #expect(abs(sound.gain(at: 100) - -4.152) < 0.05)
  }

  @Test func `volume and expression of 0 are silent`() throws {
    for number: UInt8 in [7, 11] {
      let events = Event.fullVolume() + [.control(0, number, 0), .on(0)]
      #expect(try TestSynthesizer(.level()).render(events, frames: 500).isSilent)
    }
  }

  private static let pans: [(UInt8, Double, Double)] = [
    (0, 0, -200), (1, 0, -200), (32, -0.67, -8.48), (64, -3.0103, -3.0103), (96, -8.48, -0.67), (127, -200, 0),
  ]

  @Test(arguments: pans)
  func `pan has constant power`(value: UInt8, left: Double, right: Double) throws {
    let events = Event.fullVolume() + [.control(0, 10, value), .on(0)]
    let sound = try TestSynthesizer(.level()).render(events, frames: 200)
    for (sample, expected) in [(sound.left[100], left), (sound.right[100], right)] {
      let decibels = Signal.decibels(Double(sample) / 0.5)
      if expected < -100 { #expect(decibels < -100) } else { #expect(abs(decibels - expected) < 0.05) }
    }
  }

  @Test func `a pan of the region is added to the channel's and clamped`() throws {
    let bank = TestBank.level([.constant(Connection.To.pan, -500)])
    for value: UInt8 in [0, 64] {
      let events = Event.fullVolume() + [.control(0, 10, value), .on(0)]
      let sound = try TestSynthesizer(bank).render(events, frames: 200)
      #expect(abs(sound.left[100] - 0.5) < 1e-5)
      #expect(abs(sound.right[100]) < 1e-5)
    }
    let events = Event.fullVolume() + [.control(0, 10, 127), .on(0)]
    let sound = try TestSynthesizer(bank).render(events, frames: 200)
    #expect(abs(sound.left[100] - sound.right[100]) < 0.001)
  }

  @Test(arguments: [(-6.0, 127, -6.0), (-30, 64, -41.905), (6, 64, -5.905), (-1, 1, -85.152)])
  func `the wave's own gain counts`(wsmp: Double, velocity: UInt8, expected: Double) throws {
    let bank = TestBank.level { $0.sample?.gain = Int32(wsmp * 655_360) }
    #expect(try abs(gain(bank, velocity: velocity) - expected) < 0.05)
  }

  @Test(arguments: [(-6.0, 127, -6.0), (6, 64, -5.905), (6, 127, 0), (24, 64, 0)])
  func `a constant gain counts, and the sum is clipped at 0 dB`(constant: Double, velocity: UInt8, expected: Double)
    throws
  {
    let bank = TestBank.level([.constant(Connection.To.gain, constant * 10)])
    #expect(try abs(gain(bank, velocity: velocity) - expected) < 0.05)
  }

  @Test func `two equal layers are 6 dB louder`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64))
    bank.add([Region(wave: wave, loop: 0...63), Region(wave: wave, loop: 0...63)])
    #expect(try abs(gain(bank) - 6.0206) < 0.05)
  }

  @Test(arguments: [7, 11, 10, 121] as [UInt8], [0, 127] as [UInt8])
  func `a controller that jumps while a note sounds makes no step`(number: UInt8, value: UInt8) throws {
    // 10 ms for the whole way of about 0.5: steps of 0.001 a frame.
    for frame in [4800, 4863] {
      let before: [Event] =
        number == 121 ? [.control(0, 10, 0), .control(0, 11, 1)] : [.control(0, number, 127 - value)]
      let start = Event.fullVolume() + before + [.on(0)]
      let sound = try TestSynthesizer(.level()).render(start + [.control(frame, number, value)], frames: 9600)
      #expect(Signal.greatestStep(sound.left.dropFirst(10)) < 0.003)
      #expect(Signal.greatestStep(sound.right.dropFirst(10)) < 0.003)
    }
  }

  @Test func `the user's gain is over everything`() throws {
    let synthesizer = try TestSynthesizer(.level()) { $0.gain = .init(-12) }
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 200)
    #expect(abs(sound.gain(at: 100) - -12) < 0.01)
  }
}
