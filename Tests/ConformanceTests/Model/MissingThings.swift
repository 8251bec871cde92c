// SPDX-License-Identifier: MIT
// What counts where a file says nothing (section 1.7). Any thread.

import DLS

extension Statement {
  private typealias To = Connection.Destination

  static let missingThings = StatementTable.make { addMissingThings(to: &$0) }

  private static func addMissingThings(to table: inout StatementTable) {
    table.row(
      "No `wsmp` anywhere: unity note 60", 0, .cents, .one(Waves.sine(period: 100, count: 12_000)) { $0.sample = nil }
    ) {
      $0.cents(0..<10_000)
    }
    table.row("No `wsmp` anywhere: one-shot", 4800, .frames, .one(long) { $0.sample = nil }) { $0.heardFrames }
    table.row("No `wsmp` anywhere: no gain", 0, .decibels, .one(long) { $0.sample = nil }) { $0.level(2400) }
    table.row("A region without `wsmp` takes the unity note of its wave's", -700, .cents, .waveParameters()) {
      $0.cents(0..<20_000)
    }
    table.row("A region without `wsmp` takes the loop of its wave's", 0, .decibels, .waveParameters()) {
      $0.sineLevel(12_000..<20_000, hertz: 480 * 0.667_419_927)
    }
    table.row(
      "A region's `wsmp` without a loop: one-shot, though the wave has one", 1000, .frames, within: 2,
      .waveParameters { $0.sample = SampleParameters() }
    ) { $0.heardFrames }
    table.row(
      "A region's `wsmp` replaces the unity note of the wave's", 0, .cents,
      .waveParameters { $0.sample = SampleParameters() }
    ) { $0.cents(0..<1000) }
    table.row("No articulation: full level from the first frame on", 0, .decibels, .level()) { $0.level(0) }
    table.row("No articulation: full level for as long as the key is down", 0, .decibels, .level()) { $0.level(23_000) }
    table.tree(
      "A region without `rgnh` is left out, the rest plays", 0, .decibels, try twoRegions { $0.without("rgnh") }
    ) {
      $0.level(12_000)
    }
    table.tree(
      "A region without `wlnk` is left out, the rest plays", 0, .decibels, try twoRegions { $0.without("wlnk") }
    ) {
      $0.level(12_000)
    }
    table.tree(
      "No `ptbl`: the waves in the order of the file", 0, .decibels,
      try ProbeBank.level().chunks().without("ptbl")
    ) { $0.level(12_000) }
    table.tree("No `colh`: the instruments play", 0, .decibels, try ProbeBank.level().chunks().without("colh")) {
      $0.level(12_000)
    }
    table.tree("An instrument without `insh` is left out, the rest plays", 0, .decibels, try withoutHeader()) {
      $0.level(12_000)
    }
  }

  /// A tenth of a second of one half.
  private static let long = [Int16](repeating: 16_384, count: 4800)

  /// Two regions, the first of which is changed.
  private static func twoRegions(_ change: (ChunkTree) -> ChunkTree) throws -> ChunkTree {
    var bank = ProbeBank.level()
    bank.collection.instruments[0].regions.insert(.looped(0), at: 0)
    return try bank.chunks().changing("lrgn") { $0.children[0] = change($0.children[0]) }
  }

  private static func withoutHeader() throws -> ChunkTree {
    var bank = ProbeBank.level()
    bank.add([.looped(0, [.constant(To.gain, -100)])])
    return try bank.chunks().changing("lins") { $0.children.swapAt(0, 1) }.changing("lins") {
      $0.children[0] = $0.children[0].without("insh")
    }
  }
}

extension ProbeBank {
  /// The sine, whose wave has the parameters: unity note 67, looped.
  static func waveParameters(change: (inout Region) -> Void = { _ in }) -> ProbeBank {
    var bank = ProbeBank.sine()
    var parameters = SampleParameters()
    parameters.unityNote = 67
    parameters.loop = SampleParameters.Loop(kind: .forward, start: 0, length: 1000)
    bank.collection.waves[0]?.sample = parameters
    bank.collection.instruments[0].regions[0].sample = nil
    change(&bank.collection.instruments[0].regions[0])
    return bank
  }
}
