// SPDX-License-Identifier: MIT
// Reads the zones of presets and instruments (SoundFont 2.04, 7.3 to 7.5 and 7.7 to 7.9). Any thread but audio.

/// The four tables of one level.
struct SoundFontZoneTables {
  /// `phdr` or `inst`.
  let owners: SoundFontTable
  /// `pbag` or `ibag`.
  let bags: SoundFontTable
  /// `pgen` or `igen`.
  let generators: SoundFontTable
  /// `pmod` or `imod`.
  let modulators: SoundFontTable
}

/// Makes zones out of the tables of one level.
struct SoundFontZoneReader {
  /// Presets or instruments.
  let level: SoundFont.Level
  /// Instruments or samples that a zone can name.
  let targetCount: Int
  /// Zones that are still read.
  private var allowance: Int
  private let tables: SoundFontZoneTables
  private let generatorLists: SoundFontLists
  private let modulatorLists: SoundFontLists

  /// Follows the indices of the zones, of which `limit` are read.
  init(
    _ level: SoundFont.Level, _ tables: SoundFontZoneTables, targetCount: Int, limit: Int, _ log: inout WarningLog
  ) {
    allowance = limit
    self.level = level
    self.targetCount = targetCount
    self.tables = tables
    generatorLists = tables.bags.lists(indexAt: 0, in: tables.generators, &log)
    modulatorLists = tables.bags.lists(indexAt: 2, in: tables.modulators, &log)
  }

  /// The zones of one preset or instrument, which `list` numbers in the table of zones. What the global zone says of
  /// keys and velocities holds for each zone that says nothing of them.
  mutating func zones(_ list: Range<Int>, _ log: inout WarningLog) -> (global: SoundFont.Zone?, zones: [SoundFont.Zone])
  {
    var global: SoundFont.Zone?
    var zones: [SoundFont.Zone] = []
    let list = allowed(list.clamped(to: 0..<generatorLists.count), &log)
    zones.reserveCapacity(list.count)
    for (position, number) in list.enumerated() {
      guard let generators = generatorLists[number] else { continue }
      log.enter(tables.bags.identifier, position + 1)
      var content = SoundFontZoneContent(level, defaults: global)
      content.read(tables.generators, generators, targetCount: targetCount, &log)
      if let modulators = modulatorLists[number] { content.read(tables.modulators, modulators, &log) }
      switch content.end {
      case .target: zones.append(content.zone)
      case .refused: break
      case .none where position == 0 && list.count > 1:
        // A global zone that says nothing is none.
        if content.zone != SoundFont.Zone() { global = content.zone }
      case .none: log.warn(.soundFont(.targetMissing(level)), at: tables.bags[number].fileOffset)
      }
      log.leave()
    }
    return (global, zones)
  }

  /// As much of a list as is still allowed.
  private mutating func allowed(_ list: Range<Int>, _ log: inout WarningLog) -> Range<Int> {
    let count = min(list.count, allowance)
    if count < list.count {
      let limit = list.lowerBound + count
      let fault = SoundFont.Fault.recordsSurplus(tables.bags.identifier, count: tables.bags.count, limit: limit)
      log.warnOnce(fault, at: tables.bags[limit].fileOffset)
    }
    allowance -= count
    return list.lowerBound..<list.lowerBound + count
  }
}
