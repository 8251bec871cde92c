// SPDX-License-Identifier: MIT
// No sweep of a filter makes a step above −80 dBFS. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct FilterSmoothnessTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// In a tone of 60 Hz: a filter that was near it and opens lets what it held back by a quarter of a turn catch up, which
  /// takes it some tenths of a millisecond.
  private static let narrow = [1, 2, 3]
  private static let at1000: [Connection] = [.hertz(To.filterCutoff, 1000)]
  private static let wah = at1000 + [.link(From.cc0 + 1, To.filterCutoff, 4000)]

  /// Without resonance: a filter that resonates rings when it is moved, at its own frequency, and rightly so.
  private static let turns = [
    Turn("CC74 closes a filter", of: at1000, [.control(0, 74, 0)]),
    Turn("CC74 opens a filter", of: at1000, [.control(0, 74, 127)]),
    Turn("CC74 from end to end", of: at1000, before: [.control(0, 74, 0)], [.control(0, 74, 127)]),
    Turn("CC74 where there is no filter", [.control(0, 74, 0)]),
    Turn("CC74 where there is no filter, by one", [.control(0, 74, 63)]),
    Turn("CC74 where there is no filter, back", before: [.control(0, 74, 0)], [.control(0, 74, 64)]),
    Turn("CC1 opens a filter", of: wah, [.control(0, 1, 127)]),
    Turn("CC1 closes a filter", of: wah, before: [.control(0, 1, 127)], [.control(0, 1, 0)]),
  ]

  @Test(arguments: turns)
  private func `a controller that moves a filter makes no step`(turn: Turn) throws {
    try expectSmooth(turn.step())
    try expectSmooth(turn.step(period: 800, widths: Self.narrow))
  }

  /// A filter that resonates rings when its resonance moves: at 1 kHz, 48 frames a turn, by 2 % of a tone whose level the
  /// resonance changes by half. That is the filter's own answer to the corners of a line of 10 ms; a step would be half.
  @Test(arguments: [(64, 127), (64, 0), (0, 127)] as [(UInt8, UInt8)])
  func `CC71 makes no step but the ring of its filter`(values: (UInt8, UInt8)) throws {
    let tone = SlowTone(Self.at1000 + [.constant(To.filterQ, 100)])
    let step = try tone.step([.control(0, 71, values.0)], [.control(0, 71, values.1)])
    #expect(step < 0.03)
  }

  @Test(arguments: [48_000, 800])
  func `an LFO sweeps without a step`(period: Int) throws {
    var tone = SlowTone(period: period)
    if period < 48_000 { tone.widths = Self.narrow }
    let step = try tone.corner {
      Self.at1000 + [
        .link(From.lfo, To.filterCutoff, 4000), .hertz(To.lfoFrequency, 20), .seconds(To.lfoStartDelay, $0),
      ]
    }
    expectSmooth(step)
  }

  @Test(arguments: [48_000, 800], [0, 0.003, 0.01])
  func `EG2 sweeps without a step`(period: Int, attack: Double) throws {
    var tone = SlowTone(period: period)
    if period < 48_000 { tone.widths = Self.narrow }
    let step = try tone.corner {
      [
        .hertz(To.filterCutoff, 300), .link(From.eg2, To.filterCutoff, 6000), .seconds(To.eg2Delay, $0),
        .seconds(To.eg2Attack, attack), .seconds(To.eg2Decay, 0.005), .constant(To.eg2Sustain, 100),
      ]
    }
    expectSmooth(step)
  }
}
