// SPDX-License-Identifier: MIT
// Which connections count (sections 1.3 and 1.9). Any thread.

import DLS

extension Statement {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  static let scopes = StatementTable.make { addScopes(to: &$0) }

  private static func addScopes(to table: inout StatementTable) {
    table.row(
      "A local list replaces the global one as a whole: of the global tuning nothing is left", 0, .cents,
      .scoped(global: [.constant(To.pitch, 700)], local: [.constant(To.gain, -30)])
    ) { $0.cents(0..<20_000) }
    table.row(
      "A local list replaces the global one as a whole: the local gain counts", -3, .decibels,
      .scoped(global: [.constant(To.gain, -200)], local: [.constant(To.gain, -30)])
    ) {
      $0.sineLevel(0..<20_000, hertz: 480)
    }
    table.row(
      "The global list counts for a region without a local one", 700, .cents,
      .scoped(global: [.constant(To.pitch, 700)], local: nil)
    ) { $0.cents(0..<20_000) }
    table.tree(
      "The global list counts where the local one's condition is false", 700, .cents,
      try ProbeBank.scoped(global: [.constant(To.pitch, 700)], local: [.constant(To.pitch, 300)]).chunks()
        .changing("rgn2") { $0 = $0.with(Condition.chunk(Condition.supportsDLS2, Condition.not), in: "lar2") }
    ) {
      $0.cents(0..<20_000)
    }
    table.row(
      "A connection replaces the default of the same source, control and destination", 0, .decibels,
      .level([.link(From.keyOnVelocity, To.gain, 0, transform: 0x8400)]), [.on(0, 60, 40)]
    ) { $0.level(12_000) }
    table.row(
      "A connection without a default of its kind is added", 300, .cents,
      .sine([.link(From.cc0 + 1, To.pitch, 600)]), [.control(0, 1, 64), .on(0)]
    ) { $0.cents(0..<20_000) }
    table.row(
      "Of two equal connections in one list the last counts", 300, .cents,
      .sine([.constant(To.pitch, 700), .constant(To.pitch, 300)])
    ) { $0.cents(0..<20_000) }
    table.row(
      "Two connections are equal with source and control exchanged too", 80, .cents, within: 0.5,
      .ramp([
        .link(From.lfo, To.pitch, 100 / 127 * 128, control: From.cc0 + 1, transform: 0x4000),
        .link(From.cc0 + 1, To.pitch, 80 / 127 * 128, control: From.lfo, transform: 0x0100),
      ]), [.control(0, 1, 127), .on(0)]
    ) { Oscillation($0.rampCents(200..<23_000)).depth }
    table.tree(
      "`lart` and `lar2` in one scope count both", 700, .cents,
      try ProbeBank.sine([.constant(To.pitch, 700)]).chunks().changing("rgn2") {
        $0.children.append(ChunkTree(list: "lart", [.articulation("art1", [[0, 0, 1, 0, -60 * 65_536]])]))
      }
    ) { $0.cents(0..<20_000) }
    table.tree(
      "… and the other list's gain", -6, .decibels,
      try ProbeBank.sine([.constant(To.pitch, 700)]).chunks().changing("rgn2") {
        $0.children.append(ChunkTree(list: "lart", [.articulation("art1", [[0, 0, 1, 0, -60 * 65_536]])]))
      }
    ) { $0.sineLevel(2400..<20_000) }
    table.tree("A region whose condition is false is left out: its twin plays alone", 0, .decibels, try twins()) {
      $0.level(12_000)
    }
    table.tree(
      "A form whose condition cannot be read plays all the same", 0, .decibels,
      try ProbeBank.level().chunks().with(Condition.chunk([0x5A, 0x5A]), in: "DLS ")
    ) { $0.level(12_000) }
    table.row(
      "The key's own connections count from the global list", 200, .cents,
      .scoped(global: [.constant(To.keyNumber, 200)], local: nil)
    ) { $0.cents(0..<20_000) }
  }

  /// A region for Level 1 and its twin for Level 2, each under its condition.
  private static func twins() throws -> ChunkTree {
    var bank = ProbeBank.level()
    bank.collection.instruments[0].regions.append(.looped(0))
    let conditions = [
      Condition.chunk(Condition.supportsDLS2, Condition.not), Condition.chunk(Condition.supportsDLS2),
    ]
    return try bank.chunks().changing("lrgn") { list in
      for index in 0..<2 { list.children[index] = list.children[index].with(conditions[index], in: "rgn2") }
    }
  }
}

extension ChunkTree {
  /// `art1` or `art2` of blocks of source, control, destination, transform and scale.
  static func articulation(_ name: String, _ blocks: [[Int]]) -> ChunkTree {
    ChunkTree(
      name,
      u32(8) + u32(blocks.count)
        + blocks.flatMap { block in block.prefix(4).flatMap { u16($0) } + u32(block[4]) })
  }
}
