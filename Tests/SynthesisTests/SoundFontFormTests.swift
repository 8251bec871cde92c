// SPDX-License-Identifier: MIT
// What SoundFonts mean otherwise than DLS (SoundFont 2.04, 8.1 and 9.1). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct SoundFontFormTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// Where the sound is, −0.5…0.5.
  private func pan(_ sound: Stereo, at frame: Int) -> Double {
    atan2(Double(sound.right[frame]), Double(sound.left[frame])) / (.pi / 2) - 0.5
  }

  @Test func `a triangle rises to its height in a quarter of a turn, and falls through zero`() throws {
    let connections: [Connection] = [
      .link(From.lfo, To.gain, 100), .link(From.vibrato, To.pan, 400), .constant(To.gain, -200),
      .seconds(To.lfoStartDelay, 0), .seconds(To.vibratoStartDelay, 0), .hertz(To.lfoFrequency, 5),
      .hertz(To.vibratoFrequency, 5),
    ]
    let bank = EngineBank.level(connections) { $0.articulation.hasTriangleLFO = true }
    let sound = TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 12_000)
    for frame in stride(from: 0, to: 12_000, by: 300) {
      let turns = (Double(frame) / 9600).truncatingRemainder(dividingBy: 1)
      let expected = turns < 0.25 ? 4 * turns : turns < 0.75 ? 2 - 4 * turns : 4 * turns - 4
      #expect(abs(pan(sound, at: frame) - 0.4 * expected) < 0.006)
      let power = hypot(Double(sound.left[frame]), Double(sound.right[frame])) / 0.5
      #expect(abs(Signal.decibels(power) - (-20 + 10 * expected)) < 0.15)
    }
  }

  @Test func `the modulation envelope rises along the convex curve, and falls from where it is`() throws {
    let connections: [Connection] = [
      .link(From.eg2, To.gain, 200), .constant(To.gain, -400), .seconds(To.eg2Attack, 0.2),
      .seconds(To.eg2Release, 0.4), .seconds(To.eg1Release, 40), .link(From.eg2, To.pan, 400, control: From.eg1),
    ]
    let bank = EngineBank.level(connections) { $0.articulation.hasConvexEG2Attack = true }
    let sound = TestSynthesizer(bank).render(Event.fullVolume() + [.on(0), .off(4800)], frames: 12_000)
    for frame in stride(from: 128, to: 12_000, by: 128) {
      let rising = 1 + 5.0 / 12 * log10(Double(frame) / 9600)
      let level = frame <= 4800 ? rising : max(0, 1 + 5.0 / 12 * log10(0.5) - Double(frame - 4800) / 19_200)
      let power = hypot(Double(sound.left[frame]), Double(sound.right[frame])) / 0.5
      let release = frame <= 4800 ? 0 : 2.4 * Double(frame - 4800) / 48_000
      #expect(abs(Signal.decibels(power) - (-40 + 20 * level - release)) < 0.1, "frame \(frame)")
      #expect(abs(pan(sound, at: frame) - 0.4 * level * (1 - release / 96)) < 0.006, "frame \(frame)")
    }
  }

  @Test func `a fixed key and velocity are what the note is made of, not what chooses it`() throws {
    let bank = EngineBank.sine {
      $0.fixedKey = 72
      $0.fixedVelocity = 64
      $0.range.keyLow = 40
      $0.range.keyHigh = 50
      $0.range.velocityLow = 100
    }
    let synthesizer = TestSynthesizer(bank)
    let sound = synthesizer.render(Event.fullVolume() + [.on(0, 45, 120), .off(24_000, 45)], frames: 30_000)
    let component = Signal.component(sound.left, 0..<24_000, hertz: 960).amplitude
    #expect(abs(Signal.decibels(component / (0.5 * 0.5.squareRoot())) - -11.905) < 0.05)
    #expect(sound.heardFrames < 25_000)
    #expect(TestSynthesizer(bank).render([.on(0, 72, 64)], frames: 480).isSilent)
  }

  @Test func `the same key again puts the old voice into its release`() throws {
    let connections: [Connection] = [.seconds(To.eg1Release, 1)]
    let bank = EngineBank.level(connections) { $0.articulation.releasesSameKey = true }
    let events = Event.fullVolume() + [.control(0, 64, 127), .on(0), .on(4800, 60, 1), .off(9600)]
    let sound = TestSynthesizer(bank).render(events, frames: 24_000)
    // 9.6 dB in a tenth of a second; the pedal does not hold it.
    #expect(abs(sound.gain(at: 9600) - -9.6) < 0.05)
    #expect(abs(sound.gain(at: 19_200) - -28.8) < 0.1)
  }

  @Test func `an exclusive class belongs to its preset`() throws {
    var bank = EngineBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64), loop: 0...63)
    for _ in 0..<2 {
      bank.add(wave: wave) {
        $0.keyGroup = 1
        $0.articulation.keyGroupIsOfProgram = true
      }
    }
    let start = Event.fullVolume() + [.on(0)]
    let other = TestSynthesizer(bank.compiled(programs: [1, 1]))
      .render(start + [.program(100, 1), .on(4800, 72, 1)], frames: 9600)
    #expect(other.gain(at: 9000) > -0.1)
    let same = TestSynthesizer(bank.compiled(programs: [1, 1])).render(start + [.on(4800, 72, 1)], frames: 9600)
    #expect(same.gain(at: 9000) < -60)
  }
}
