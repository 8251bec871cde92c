// SPDX-License-Identifier: MIT
// A script of events that reaches every corner of the engine in less than a second. Any thread.

import DLS
import MIDI
import Realtime

@testable import Synthesis

/// Notes of every kind on many channels, with all that can happen to them.
enum BusyScript {
  static let frames = 30_000
  static let voiceLimit = 12

  static func render(
    block: Int, hasEffects: Bool = false, interpolation: Interpolation = .cubic, kernelSet: KernelSet = .best
  ) throws -> Stereo {
    let synthesizer = try TestSynthesizer(bank) {
      $0.voiceLimit = voiceLimit
      $0.hasEffects = hasEffects
      $0.interpolation = interpolation
      $0.kernelSet = kernelSet
    }
    synthesizer.exclusive([0xF0, 0x7F, 0x7F, 4, 1, 0x11, 0x60, 0xF7], at: 9001)
    synthesizer.exclusive([0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0, 0x7F, 0, 0x41, 0xF7], at: 21_333)
    return synthesizer.render(events, frames: frames, block: block)
  }

  /// Six programs and a drum kit: envelopes and LFOs, a filter that moves, a layer, key groups, one-shots, a locked pair
  /// with generators in every form, at keys that a controller shifts.
  static let bank: TestBank = {
    var bank = TestBank()
    let sine = bank.add(wave: Signal.sine(period: 60.3, count: 603), rate: 44_100)
    let noise = bank.add(wave: Self.noise(count: 2500), rate: 22_050)
    bank.add([Region(wave: sine, loop: 3...601, swinging)])
    bank.add([Region(wave: noise, loop: 11...2340, sweeping)], program: 1)
    bank.add(
      [Region(wave: sine, velocities: 0...90, loop: 0...602), Region(wave: noise, swinging), Region(wave: sine)],
      program: 2)
    bank.add(
      [Region(wave: noise, loop: 100...103, kind: .untilRelease, [.seconds(Connection.To.eg1Release, 0.05)])],
      program: 3)
    var left = Region(wave: sine, loop: 3...601, swinging + wandering)
    left.link.phaseGroup = 1
    var right = Region(wave: noise, loop: 11...2340, sweeping + wandering)
    right.link.phaseGroup = 1
    right.link.isPhaseMaster = true
    bank.add(
      [left, right], program: 4, articulation: [.link(Connection.From.cc0 + 1, Connection.To.keyNumber, 700)])
    var hat = Region(wave: noise, keys: 0...60)
    hat.keyGroup = 1
    var cymbal = Region(wave: noise, keys: 61...127)
    cymbal.isSelfNonExclusive = true
    bank.add([hat, cymbal], isDrum: true)
    return bank
  }()

  static let events: [Event] = {
    var events: [Event] = []
    for (channel, program) in [(0, 0), (1, 1), (2, 2), (3, 3), (12, 4)] {
      events.append(.program(0, UInt8(program), channel: UInt8(channel)))
    }
    var random = UInt32(2024)
    func next(_ limit: Int) -> Int {
      random = random &* 1_664_525 &+ 1_013_904_223
      return Int(random >> 8) % limit
    }
    for _ in 0..<150 {
      let channel = UInt8([0, 1, 2, 3, 9, 12][next(6)])
      let frame = next(28_000)
      let key = UInt8(40 + next(45))
      events.append(.on(frame, key, UInt8(30 + next(98)), channel: channel))
      events.append(.off(frame + next(3000), key, channel: channel))
    }
    for _ in 0..<60 {
      let channel = UInt8([0, 1, 2, 3, 9, 12][next(6)])
      let number = UInt8([1, 7, 10, 11, 64, 64, 91, 121, 123, 120][next(10)])
      events.append(.control(next(29_000), number, UInt8(next(128)), channel: channel))
      events.append(.wheel(next(29_000), next(16_384), channel: channel))
      events.append(.pressure(next(29_000), UInt8(next(128)), channel: channel))
    }
    events += Event.parameter(5000, 0, 12 << 7) + Event.parameter(7777, 2, 66 << 7, channel: 1)
    events.append(Event(time: FrameTime(26_001), 0xFF))
    return events.sorted { $0.time < $1.time }
  }()

  private static let swinging: [Connection] = [
    .seconds(Connection.To.eg1Delay, 0.003), .seconds(Connection.To.eg1Attack, 0.011),
    .seconds(Connection.To.eg1Hold, 0.007), .seconds(Connection.To.eg1Decay, 0.4),
    .constant(Connection.To.eg1Sustain, 800), .seconds(Connection.To.eg1Release, 0.21),
    .link(Connection.From.lfo, Connection.To.gain, 40), .link(Connection.From.vibrato, Connection.To.pitch, 35),
    .link(Connection.From.vibrato, Connection.To.pitch, 80, control: Connection.From.cc0 + 1),
    .link(Connection.From.lfo, Connection.To.pitch, 30, control: Connection.From.channelPressure),
    .hertz(Connection.To.lfoFrequency, 7.3), .hertz(Connection.To.vibratoFrequency, 6.1),
  ]

  private static let sweeping: [Connection] = [
    .hertz(Connection.To.filterCutoff, 700), .constant(Connection.To.filterQ, 120),
    .link(Connection.From.eg2, Connection.To.filterCutoff, 2400),
    .link(Connection.From.lfo, Connection.To.filterCutoff, 900),
    .link(Connection.From.eg2, Connection.To.pitch, -200), .seconds(Connection.To.eg2Attack, 0.02),
    .seconds(Connection.To.eg2Decay, 0.3), .constant(Connection.To.eg2Sustain, 300),
    .seconds(Connection.To.eg2Release, 0.1), .seconds(Connection.To.eg1Release, 0.3),
    .link(Connection.From.keyNumber, Connection.To.eg1Decay, 600), .seconds(Connection.To.eg1Decay, 1),
  ]

  private static let wandering: [Connection] = [
    .link(Connection.From.lfo, Connection.To.pan, 300, control: Connection.From.eg1),
    .link(Connection.From.eg2, Connection.To.pan, -200, transform: 0x0800),
    .link(Connection.From.eg1, Connection.To.pitch, 90, control: Connection.From.cc0 + 11, transform: 0x8000),
  ]

  private static func noise(count: Int) -> [Int16] {
    var state = UInt32(7)
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int16(truncatingIfNeeded: state >> 16) / 2
    }
  }
}
