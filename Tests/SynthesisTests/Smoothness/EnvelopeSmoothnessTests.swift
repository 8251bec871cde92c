// SPDX-License-Identifier: MIT
// No corner of an envelope or an LFO makes a step above −80 dBFS. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct EnvelopeSmoothnessTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// Connections in which a stage ends after so many seconds.
  private struct Corner: CustomTestStringConvertible {
    let testDescription: String
    let connections: @Sendable (Double) -> [Connection]
    /// See `SlowTone`.
    var curvature = 0.0

    init(_ name: String, curvature: Double = 0, _ connections: @escaping @Sendable (Double) -> [Connection]) {
      testDescription = name
      self.curvature = curvature
      self.connections = connections
    }
  }

  private static let first = [
    Corner("the end of a delay") { [.seconds(To.eg1Delay, $0), .seconds(To.eg1Attack, 0.01)] },
    Corner("the end of an attack") { [.seconds(To.eg1Attack, $0)] },
    Corner("from attack to decay") {
      [.seconds(To.eg1Attack, $0), .seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 900)]
    },
    Corner("from attack to a steep decay") {
      [.seconds(To.eg1Attack, $0), .seconds(To.eg1Decay, 0.01), .constant(To.eg1Sustain, 500)]
    },
    Corner("from attack to sustain, the decay having no length") {
      [.seconds(To.eg1Attack, $0), .seconds(To.eg1Decay, 0), .constant(To.eg1Sustain, 900)]
    },
    Corner("from hold to decay") {
      [.seconds(To.eg1Hold, $0), .seconds(To.eg1Decay, 0.2), .constant(To.eg1Sustain, 0)]
    },
    Corner("from hold to nothing, the decay having no length") {
      [.seconds(To.eg1Hold, $0), .seconds(To.eg1Decay, 0), .constant(To.eg1Sustain, 0)]
    },
    Corner("from decay to sustain") { [.seconds(To.eg1Decay, 2 * $0), .constant(To.eg1Sustain, 500)] },
    Corner("from decay to nothing") { [.seconds(To.eg1Decay, $0), .constant(To.eg1Sustain, 0)] },
    // 96 dB in 60 ms: 24 dB and no less, in the middle of a cell.
    Corner("from a steep decay to sustain") {
      [.seconds(To.eg1Hold, $0 - 0.015), .seconds(To.eg1Decay, 0.06), .constant(To.eg1Sustain, 750)]
    },
  ]

  /// 6 dB of EG2, rising or falling in 3 ms, bend by (6 dB / 144)².
  private static let depth: [Connection] = [.link(From.eg2, To.gain, 60), .constant(To.gain, -70)]
  private static let curvature = 2.3e-5
  private static let second = [
    Corner("the end of EG2's attack") { depth + [.seconds(To.eg2Attack, $0)] },
    Corner("the end of EG2's delay", curvature: curvature) {
      depth + [.seconds(To.eg2Delay, $0), .seconds(To.eg2Attack, 0.01)]
    },
    Corner("the end of EG2's delay, its attack having no length", curvature: curvature) {
      depth + [.seconds(To.eg2Delay, $0), .seconds(To.eg2Attack, 0)]
    },
    Corner("from EG2's attack to sustain, its decay having no length", curvature: curvature) {
      depth + [.seconds(To.eg2Attack, $0), .seconds(To.eg2Decay, 0), .constant(To.eg2Sustain, 200)]
    },
    Corner("from EG2's hold to a decay of five frames", curvature: curvature) {
      depth + [.seconds(To.eg2Hold, $0), .seconds(To.eg2Decay, 1e-4), .constant(To.eg2Sustain, 900)]
    },
    Corner("the end of an LFO's delay", curvature: 1e-6) {
      [
        .link(From.lfo, To.gain, 60), .constant(To.gain, -70), .hertz(To.lfoFrequency, 10),
        .seconds(To.lfoStartDelay, $0),
      ]
    },
  ]

  @Test(arguments: first)
  private func `no corner of EG1 makes a step`(corner: Corner) throws {
    var tone = SlowTone()
    tone.curvature = SlowTone.chords
    try expectSmooth(tone.corner(corner.connections))
  }

  @Test(arguments: second)
  private func `no corner of EG2 or an LFO makes a step in the gain`(corner: Corner) throws {
    var tone = SlowTone()
    tone.curvature = corner.curvature
    try expectSmooth(tone.corner(corner.connections))
  }

  @Test(arguments: [0, 0.001, 0.01, 0.2, 5])
  func `a release begins without a step, wherever the envelope is`(seconds: Double) throws {
    let stages: [[Connection]] = [
      [], [.seconds(To.eg1Attack, 1)], [.seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0)],
      [.seconds(To.eg1Hold, 0.245), .seconds(To.eg1Decay, 0.02), .constant(To.eg1Sustain, 0)],
    ]
    for stage in stages {
      var tone = SlowTone(stage + [.seconds(To.eg1Release, seconds)])
      tone.curvature = SlowTone.chords
      try expectSmooth(tone.step([], [.off(0)]))
    }
  }

  @Test func `a release of EG2 without length makes no step`() throws {
    var tone = SlowTone(Self.depth + [.seconds(To.eg2Release, 0), .seconds(To.eg1Release, 20)])
    tone.curvature = Self.curvature
    try expectSmooth(tone.step([], [.off(0)]))
  }

  @Test func `a note may begin where stages of no length have led it`() throws {
    let bank = TestBank.level([
      .seconds(To.eg1Decay, 0), .constant(To.eg1Sustain, 900), .link(From.eg2, To.gain, 60), .constant(To.gain, -70),
      .seconds(To.eg2Decay, 0), .constant(To.eg2Sustain, 500),
    ])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 480)
    for frame in [0, 1, 63, 479] { #expect(abs(sound.gain(at: frame) - (-9.6 - 4)) < 0.05) }
  }
}
