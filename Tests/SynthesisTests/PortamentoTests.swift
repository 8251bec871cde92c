// SPDX-License-Identifier: MIT
// Portamento, mono mode and legato (MIDI 1.0; General MIDI 2). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct PortamentoTests {
  /// Seconds of an octave at a value of CC5, as `docs/midi.md` says.
  private static func secondsPerOctave(_ value: Double) -> Double { 0.004 * exp2(value / 12) }

  /// Cents over 480 Hz in short stretches, from the phase of the sound: its turns are counted by its zero crossings.
  private static func cents(_ sound: Stereo, from start: Int, count: Int) -> Double {
    let stretch = Array(sound.left[start..<(start + count)])
    var crossings: [Double] = []
    for frame in 1..<stretch.count where stretch[frame - 1] < 0 && stretch[frame] >= 0 {
      crossings.append(Double(frame) - Double(stretch[frame]) / Double(stretch[frame] - stretch[frame - 1]))
    }
    guard let first = crossings.first, let last = crossings.last, crossings.count > 1 else { return .nan }
    return Signal.cents(Double(crossings.count - 1) / (last - first) * 48_000 / 480)
  }

  private static func steady(_ sound: Stereo, near cents: Double, from start: Int) -> Double {
    Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(cents / 1200), from: start) / 480)
  }

  @Test(arguments: [(60, 72), (72, 60), (55, 59)] as [(UInt8, UInt8)])
  func `a glide begins and ends at the keys and takes its time`(from: UInt8, to: UInt8) throws {
    let value: UInt8 = 108
    let width = (Double(to) - Double(from)) * 100
    let start = 4801
    let events =
      Event.fullVolume() + [
        .control(0, 5, value), .control(0, 65, 127), .on(0, from), .off(4000, from), .on(start, to),
      ]
    let sound = try TestSynthesizer(.sine()).render(events, frames: 130_000)
    let seconds = Self.secondsPerOctave(Double(value)) * width.magnitude / 1200
    let end = start + Int(seconds * 48_000)
    // The first part of a slow glide from its beginning, by what a straight line says about the middle of a stretch.
    for share in [0.1, 0.5, 0.9] {
      let middle = start + Int(share * Double(end - start))
      let expected = (Double(from) - 60) * 100 + width * Double(middle - start) / Double(end - start)
      let slope = width.magnitude / Double(end - start)
      // 1 ms of the glide is 48 frames of its slope.
      #expect(abs(Self.cents(sound, from: middle - 1000, count: 2000) - expected) < 48 * slope)
    }
    let last = (Double(to) - 60) * 100
    #expect(abs(Self.steady(sound, near: last, from: end + 64) - last) < 0.1)
  }

  @Test func `the phase of a glide is that of a straight line in cents`() throws {
    // The turns of a glide of T seconds over c cents from f: f · (2^(c/1200) − 1) / ln 2 · 1200 / c · T.
    let value: UInt8 = 72
    let seconds = Self.secondsPerOctave(72)
    let events = Event.fullVolume() + [.control(0, 5, value), .control(0, 84, 60), .on(0, 72)]
    let sound = try TestSynthesizer(.sine()).render(events, frames: 48_000)
    let whole = Signal.component(sound.left, 40_000..<48_000, hertz: 960).phase
    // After the glide the phase is what was turned by then; the window's phase counts from frame 0.
    let turns = 480 / log(2) * seconds + 960 * -seconds
    let error = remainder(whole + .pi / 2 - 2 * .pi * turns, 2 * .pi) / (2 * .pi)
    // A millisecond at 960 Hz, which is 480 Hz off, is half a turn.
    #expect(abs(error) < 0.02, "\(error) turns")
  }

  @Test func `CC5 at 0 takes no time, and without CC65 there is no glide`() throws {
    for events: [Event] in [
      [.control(0, 65, 127), .control(0, 5, 0)], [.control(0, 65, 0), .control(0, 5, 127)],
    ] {
      let all = Event.fullVolume() + events + [.on(0, 48), .off(100, 48), .on(4800, 60)]
      let sound = try TestSynthesizer(.sine()).render(all, frames: 24_000)
      #expect(abs(Self.steady(sound, near: 0, from: 5600)) < 0.1)
    }
  }

  @Test func `CC84 names the key that the next note glides from, once`() throws {
    let events =
      Event.fullVolume() + [.control(0, 5, 100), .control(0, 84, 48), .on(0, 60), .off(9600, 60), .on(20_000, 60)]
    let sound = try TestSynthesizer(.sine()).render(events, frames: 48_000)
    #expect(Self.cents(sound, from: 100, count: 2000) < -1100)
    #expect(abs(Self.steady(sound, near: 0, from: 21_000)) < 0.1)
  }

  @Test func `CC84 takes a note that sounds along to the next key`() throws {
    // The example of the standard: the first note glides, its own note-off means nothing any more.
    let attack = TestBank.sine([.seconds(Connection.To.eg1Attack, 0.1)])
    let events =
      Event.fullVolume() + [
        .control(0, 5, 40), .on(0, 60), .control(9600, 84, 60), .on(9600, 64), .off(12_000, 60), .off(40_000, 64),
      ]
    let synthesizer = try TestSynthesizer(attack)
    let sound = synthesizer.render(events, frames: 48_000)
    #expect(synthesizer.statistics.value(of: .voicesStarted) == 1)
    let cut = Stereo(left: Array(sound.left[..<39_000]), right: [])
    #expect(abs(Self.steady(cut, near: 400, from: 14_400) - 400) < 0.1)
    #expect(sound.heardFrames < 40_500)
    #expect(Signal.greatestStep(sound.left[9000..<39_000]) < 0.04)
  }

  @Test func `drums do not glide`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000))
    bank.add([Region(wave: wave, loop: 0...999)], isDrum: true)
    let events =
      Event.fullVolume(channel: 9) + [
        .control(0, 65, 127, channel: 9), .control(0, 5, 127, channel: 9), .on(0, 40, channel: 9),
        .off(10, 40, channel: 9), .on(4800, 60, channel: 9),
      ]
    let sound = try TestSynthesizer(bank).render(events, frames: 24_000)
    #expect(abs(Self.steady(sound, near: 0, from: 6000)) < 0.1)
  }

  // MARK: Mono mode

  private static let held: [Event] = [.on(0, 60), .on(9600, 64), .on(19_200, 67), .off(28_800, 67), .off(38_400, 64)]

  @Test(arguments: [false, true])
  func `in mono mode the last key sounds, and the one before it when it is let go`(isLegato: Bool) throws {
    let synthesizer = try TestSynthesizer(.sine())
    let mode: [Event] = [.control(0, 126, 1), .control(0, 68, isLegato ? 127 : 0)]
    let events = Event.fullVolume() + mode + Self.held + [.off(48_000, 60)]
    let sound = synthesizer.render(events, frames: 57_600)
    for (index, cents) in [0.0, 400, 700, 400, 0].enumerated() {
      let part = Stereo(left: Array(sound.left[..<(9600 * (index + 1))]), right: [])
      #expect(abs(Self.steady(part, near: cents, from: 9600 * index + 1000) - cents) < 0.1)
    }
    #expect(sound.heardFrames < 48_500)
    #expect(synthesizer.statistics.value(of: .voicesStarted) == (isLegato ? 1 : 5))
  }

  @Test func `one voice is left within the time that a key is cut in`() throws {
    let events = Event.fullVolume() + [.control(0, 126, 1), .on(0, 60), .on(4800, 64)]
    let sound = try TestSynthesizer(.sine()).render(events, frames: 24_000)
    // 15 ms after the second key nothing of the first is left.
    #expect(Signal.decibels(Signal.component(sound.left, 5600..<24_000, hertz: 480).amplitude) < -60)
  }

  @Test func `a key that does not sound ends nothing`() throws {
    let events: [Event] = [.control(0, 126, 1), .on(0, 60), .on(480, 64), .off(960, 60)]
    let synthesizer = try TestSynthesizer(.level())
    #expect(synthesizer.render(events, frames: 4800).heardFrames == 4800)
    #expect(synthesizer.render([.off(0, 64)], frames: 4800).heardFrames < 500)
  }

  @Test func `poly mode brings chords back`() throws {
    let synthesizer = try TestSynthesizer(.level())
    _ = synthesizer.render([.control(0, 126, 1), .on(0, 60), .control(100, 127, 0)], frames: 4800)
    _ = synthesizer.render([.on(0, 60), .on(0, 64), .on(0, 67)], frames: 4800)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 3)
  }

  @Test func `legato does not depend on the block`() throws {
    let events =
      Event.fullVolume() + [.control(0, 126, 1), .control(0, 68, 127), .control(0, 65, 127), .control(0, 5, 60)]
      + Self.held
    let reference = try TestSynthesizer(.sine()).render(events, frames: 20_000, block: 480)
    for block in [1, 16, 64, 256, 1024, 333] {
      #expect(try TestSynthesizer(.sine()).render(events, frames: 20_000, block: block) == reference)
    }
  }
}
