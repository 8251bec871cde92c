// SPDX-License-Identifier: MIT
// No note that must go makes a step above −80 dBFS. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct EndingSmoothnessTests {
  private typealias To = Connection.Destination

  /// Where EG1 is when the note must go.
  private enum Stage: CaseIterable {
    case attack, decay, steepDecay, sustain, release

    var connections: [Connection] {
      switch self {
      case .attack: [.seconds(To.eg1Attack, 1)]
      case .decay: [.seconds(To.eg1Decay, 2), .constant(To.eg1Sustain, 0)]
      case .steepDecay: [.seconds(To.eg1Hold, 0.245), .seconds(To.eg1Decay, 0.02), .constant(To.eg1Sustain, 0)]
      case .sustain: []
      case .release: [.seconds(To.eg1Release, 2)]
      }
    }
  }

  private func step(
    _ stage: Stage, _ messages: [Event], exclusive: [[UInt8]] = [], _ connections: [Connection] = [],
    voiceLimit: Int = 64, change: (inout Region) -> Void = { _ in }
  ) throws -> Float {
    var tone = SlowTone(stage.connections + connections, change: change)
    tone.configure = { $0.voiceLimit = voiceLimit }
    tone.curvature = SlowTone.chords
    return try tone.step(stage == .release ? [.off(6000)] : [], messages, exclusive: exclusive)
  }

  @Test(arguments: Stage.allCases)
  private func `a stolen note makes no step`(stage: Stage) throws {
    try expectSmooth(step(stage, [.on(0, 100)], voiceLimit: 1))
  }

  @Test(arguments: Stage.allCases, [nil, 0, 0.1])
  private func `a note that its key or its key group cuts makes no step`(stage: Stage, shutdown: Double?) throws {
    let own: [Connection] = shutdown.map { [.seconds(To.eg1Shutdown, $0)] } ?? []
    try expectSmooth(step(stage, [.on(0, 60, 1)], own))
    try expectSmooth(step(stage, [.on(0, 100)], own) { $0.keyGroup = 3 })
  }

  @Test(arguments: Stage.allCases)
  private func `all sound off, all notes off and a reset make no step`(stage: Stage) throws {
    try expectSmooth(step(stage, [.control(0, 120, 0)]))
    try expectSmooth(step(stage, [.control(0, 123, 0)]))
    for message in [Exclusive.gm1, Exclusive.gs, Exclusive.xg] {
      try expectSmooth(step(stage, [], exclusive: [message]))
    }
  }

  @Test func `a note that goes while its volume and its pan move makes no step`() throws {
    let moving: [Event] = [.control(-100, 7, 60), .control(-40, 10, 20), .control(0, 120, 0)]
    var tone = SlowTone()
    tone.curvature = SlowTone.chords
    try expectSmooth(tone.step([], moving))
  }

  /// Fading notes keep their slots, half as many again as may sound and never fewer than 32. As long as those last, a
  /// burst that steals a note in each frame makes no step either.
  @Test func `a burst that steals one note after another makes no step`() throws {
    var tone = SlowTone()
    tone.configure = { $0.voiceLimit = 1 }
    let burst = (0..<31).map { Event.on($0, UInt8(100 + $0 % 28)) }
    try expectSmooth(tone.step([], burst))
  }
}
