// SPDX-License-Identifier: MIT
// Times and slopes of both envelopes: within 1 ms or 0.5 %. The test's thread.

import DLS
import Foundation
import Testing

struct EnvelopeTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// A stage of an envelope: what makes it audible, and how long it takes, in frames.
  struct Stage: Sendable, CustomTestStringConvertible {
    let name: String
    let destination: UInt16
    /// Beside the stage's own time.
    let connections: [Connection]
    /// The stage's length in a note whose key goes up at `release`.
    let frames: @Sendable (_ note: Sound, _ release: Int, _ expected: Double) -> Double

    var testDescription: String { name }
  }

  private static let silent = Connection.link(From.keyOnVelocity, To.gain, 0, transform: 0x8400)

  private static let volumeStages = [
    Stage(name: "EG1 delay", destination: To.eg1Delay, connections: []) { note, _, _ in note.onset },
    Stage(name: "EG1 attack", destination: To.eg1Attack, connections: []) { note, _, _ in
      // The straight line through a quarter and three quarters of full level.
      let (low, high) = (20 * log10(0.25), 20 * log10(0.75))
      let levels = note.levels(0..<note.left.count)
      return 2 * (Signal.crossing(levels, of: high) - Signal.crossing(levels, of: low))
    },
    Stage(
      name: "EG1 hold", destination: To.eg1Hold,
      connections: [.seconds(To.eg1Decay, 0.2), .constant(To.eg1Sustain, 0)]
    ) { note, _, _ in Signal.crossing(note.levels(0..<note.left.count), of: -9.6) - 960 },
    Stage(name: "EG1 decay", destination: To.eg1Decay, connections: [.constant(To.eg1Sustain, 0)]) {
      note, _, expected in
      EnvelopeTests.fallTime(note.levels(0..<note.left.count), expected)
    },
    Stage(
      name: "EG1 decay to a sustain level", destination: To.eg1Decay, connections: [.constant(To.eg1Sustain, 800)]
    ) { note, _, _ in
      // It stops at a fifth of the way.
      5 * Signal.crossing(note.levels(0..<note.left.count), of: -19.2 + 1e-3)
    },
    Stage(name: "EG1 release", destination: To.eg1Release, connections: []) { note, release, expected in
      EnvelopeTests.fallTime(note.levels(release..<note.left.count), expected)
    },
  ]

  private static let modulation = [Connection.link(From.eg2, To.pitch, 1200), .seconds(To.eg1Release, 20)]

  private static let modulationStages = [
    Stage(
      name: "EG2 delay", destination: To.eg2Delay, connections: modulation + [.seconds(To.eg2Attack, 0.1)]
    ) { note, _, _ in Signal.crossing(note.rampCents(16..<(note.left.count - 40)), of: 300) + 16 - 1200 },
    Stage(name: "EG2 attack", destination: To.eg2Attack, connections: modulation) { note, _, _ in
      let cents = note.rampCents(16..<(note.left.count - 40))
      return 2 * (Signal.crossing(cents, of: 900) - Signal.crossing(cents, of: 300))
    },
    Stage(
      name: "EG2 hold", destination: To.eg2Hold,
      connections: modulation + [.seconds(To.eg2Decay, 0.1), .constant(To.eg2Sustain, 0)]
    ) { note, _, _ in Signal.crossing(note.rampCents(16..<(note.left.count - 40)), of: 900) + 16 - 1200 },
    Stage(name: "EG2 decay", destination: To.eg2Decay, connections: modulation + [.constant(To.eg2Sustain, 0)]) {
      note, _, _ in
      let cents = note.rampCents(16..<(note.left.count - 40))
      return 2 * (Signal.crossing(cents, of: 300) - Signal.crossing(cents, of: 900))
    },
    Stage(name: "EG2 release", destination: To.eg2Release, connections: modulation) { note, release, _ in
      let cents = note.withoutRelease(from: release).rampCents(release..<(note.left.count - 40))
      return 2 * (Signal.crossing(cents, of: 300) - Signal.crossing(cents, of: 900))
    },
  ]

  /// The time for 96 dB, from the slope between two levels.
  private static func fallTime(_ levels: [Double], _ expected: Double) -> Double {
    // Two places that a fall of the expected time passes before the note is over.
    let lowest = max(-72, -96 * 20_000 / expected)
    return 96 / (0.75 * lowest) * (Signal.crossing(levels, of: 0.25 * lowest) - Signal.crossing(levels, of: lowest))
  }

  /// Expects the time of a stage, in a note of half a second and what follows it.
  private func expect(
    _ stage: Stage, seconds: Double, _ more: [Connection] = [], key: UInt8 = 60, velocity: UInt8 = 127,
    times factor: Double = 1
  ) throws {
    let connections = stage.connections + more + [.seconds(stage.destination, seconds)]
    // EG2 is heard as pitch, which must not follow the key.
    let bank: ProbeBank =
      stage.name.hasPrefix("EG2")
      ? .ramp(connections + [.link(From.keyNumber, To.pitch, 0)]) : .level(connections)
    let isRelease = stage.name.hasSuffix("release")
    let release = isRelease ? 480 : 40_000
    let song = ProbeSong(frames: 48_000, [.on(0, key, velocity), .off(release, key)])
    let note = try Renderer.wavesink.render(song, [bank.bytes()]).part(0, isRelease ? 48_000 : 40_000)
    let expected = seconds * factor * Sound.rate
    let found = stage.frames(note, release, expected)
    let name = "\(stage.name) \(seconds) s, key \(key), velocity \(velocity)"
    #expect(abs(found - expected) < max(48, 0.005 * expected), "\(name): \(found / 48) ms, expected \(expected / 48)")
  }

  @Test(arguments: volumeStages, [0.01, 0.1, 0.35]) func `stages of the volume envelope take their time`(
    stage: Stage, seconds: Double
  ) throws {
    try expect(stage, seconds: seconds)
  }

  @Test(arguments: modulationStages, [0.02, 0.1, 0.35]) func `stages of the modulation envelope take their time`(
    stage: Stage, seconds: Double
  ) throws {
    try expect(stage, seconds: seconds)
  }

  @Test(arguments: [2.0, 10, 40]) func `slow slopes are exact`(seconds: Double) throws {
    for index in [3, 5] { try expect(Self.volumeStages[index], seconds: seconds) }
  }

  @Test(arguments: [0, 37, 69, 127] as [UInt8], [-2400.0, 1200]) func `keys scale hold and decay`(
    key: UInt8, scale: Double
  ) throws {
    let factor = exp2(scale * Double(key) / 128 / 1200)
    let stages = [Self.volumeStages[2], Self.volumeStages[3], Self.modulationStages[2], Self.modulationStages[3]]
    for stage in stages {
      try expect(stage, seconds: 0.15, [.link(From.keyNumber, stage.destination, scale)], key: key, times: factor)
    }
  }

  @Test(arguments: [1, 64, 127] as [UInt8], [-2400.0, 1200]) func `velocity scales the attack`(
    velocity: UInt8, scale: Double
  ) throws {
    let factor = exp2(scale * Double(velocity) / 128 / 1200)
    for stage in [Self.volumeStages[1], Self.modulationStages[1]] {
      let links = [Connection.link(From.keyOnVelocity, stage.destination, scale), Self.silent]
      try expect(stage, seconds: 0.2, links, velocity: velocity, times: factor)
    }
  }

  @Test(arguments: [1000, 990, 800, 500, 250.0]) func `sustain levels of both envelopes are exact`(sustain: Double)
    throws
  {
    let volume = ProbeBank.level([.seconds(To.eg1Decay, 0.1), .constant(To.eg1Sustain, sustain)])
    let song = ProbeSong(frames: 24_000, [.on(0)])
    let level = try Renderer.wavesink.render(song, [volume.bytes()]).level(20_000)
    #expect(abs(level - -96 * (1 - sustain / 1000)) < 0.05)
    let pitch = ProbeBank.sine([
      .link(From.eg2, To.pitch, 1200), .seconds(To.eg2Decay, 0.1), .constant(To.eg2Sustain, sustain),
    ])
    let cents = try Renderer.wavesink.render(song, [pitch.bytes()]).cents(9600..<24_000)
    #expect(abs(cents - 1.2 * sustain) < 0.1)
  }
}
