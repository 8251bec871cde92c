// SPDX-License-Identifier: MIT
// Lists of modulators by number. Downloader thread.

import DLS

/// What a zone sets, its modulators by number.
struct CataloguedZone {
  let generators: GeneratorSums
  let modulators: Int
}

/// Each list of modulators that occurs in a SoundFont, once: zones by the thousand have a few dozen of them.
struct ModulatorCatalogue {
  private(set) var lists: [ModulatorList] = []
  private var numbers: [ModulatorList: Int] = [:]
  private var sums: [Pair: Int] = [:]

  private struct Pair: Hashable {
    let instrument: Int
    let preset: Int
  }

  /// The number of a list.
  mutating func number(of list: ModulatorList) -> Int {
    if let number = numbers[list] { return number }
    numbers[list] = lists.count
    lists.append(list)
    return lists.count - 1
  }

  /// Settings with their list as its number.
  mutating func catalogued(_ settings: ZoneSettings) -> CataloguedZone {
    CataloguedZone(generators: settings.generators, modulators: number(of: settings.modulators))
  }

  /// The number of an instrument's list with a preset's added.
  mutating func sum(_ instrument: Int, _ preset: Int) -> Int {
    if lists[preset].entries.isEmpty, lists[preset].omittedCount == 0 { return instrument }
    let pair = Pair(instrument: instrument, preset: preset)
    if let sum = sums[pair] { return sum }
    let sum = number(of: lists[instrument].adding(lists[preset]))
    sums[pair] = sum
    return sum
  }
}
