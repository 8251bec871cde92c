// SPDX-License-Identifier: MIT
// Articulations that many regions of a SoundFont share. Downloader thread.

import DLS

/// The articulation of each combination of modulators and generators that occurs, compiled once: a bank has tens of
/// thousands of regions, and a tenth as many combinations.
struct ArticulationCache {
  private let bank: CompiledBank
  /// By the number of the list of modulators.
  private var modulators: [Int: ModulatorLinks] = [:]
  private var links: [LinkKey: CompiledBank.StoredLinks] = [:]
  private var stored: [Key: CompiledBank.StoredArticulation] = [:]

  /// A list of modulators, and the generators that make links.
  private struct LinkKey: Hashable {
    let list: Int
    let amounts: [Int]
  }

  /// A list of modulators, and all generators that are not the region's own.
  private struct Key: Hashable {
    let list: Int
    let sums: GeneratorSums
  }

  init(bank: CompiledBank) { self.bank = bank }

  /// The articulation of a region. `list` is the one that is numbered so.
  mutating func articulation(
    _ sums: GeneratorSums, _ number: Int, _ list: ModulatorList
  ) -> CompiledBank.StoredArticulation {
    let key = Key(list: number, sums: sums.ofArticulation())
    if let found = stored[key] { return found }
    let links = modulators[number] ?? ModulatorLinks(list)
    modulators[number] = links
    let result = bank.store(CompiledArticulation(sums, links), storedLinks(sums, number, links))
    stored[key] = result
    return result
  }

  private mutating func storedLinks(
    _ sums: GeneratorSums, _ list: Int, _ modulators: ModulatorLinks
  ) -> CompiledBank.StoredLinks {
    let key = LinkKey(list: list, amounts: GeneratorSums.linked.map { sums[$0] })
    if let found = links[key] { return found }
    var all = modulators.links
    all.append(sums)
    let result = bank.store(all)
    links[key] = result
    return result
  }
}

extension GeneratorSums {
  /// Depths of LFOs and of EG2.
  fileprivate static let depths: [UInt16] = [
    SoundFont.Code.lfoToPitch, SoundFont.Code.vibratoToPitch, SoundFont.Code.eg2ToPitch, SoundFont.Code.lfoToCutoff,
    SoundFont.Code.eg2ToCutoff, SoundFont.Code.lfoToVolume,
  ]

  /// Times by the key, and what they move.
  fileprivate static let keyTimes: [(code: UInt16, parameter: Parameter)] = [
    (SoundFont.Code.keyToEG1Hold, .eg1Hold), (SoundFont.Code.keyToEG1Decay, .eg1Decay),
    (SoundFont.Code.keyToEG2Hold, .eg2Hold), (SoundFont.Code.keyToEG2Decay, .eg2Decay),
  ]

  /// The generators that make links.
  fileprivate static let linked = depths + keyTimes.map(\.code)

  /// Whether the cutoff is below its highest, where there is no filter, or moved by a generator.
  var opensFilter: Bool {
    self[SoundFont.Code.filterCutoff] < 13_500 || self[SoundFont.Code.lfoToCutoff] != 0
      || self[SoundFont.Code.eg2ToCutoff] != 0
  }
}

extension ModulatorLinks {
  var reachesFilter: Bool {
    reached.contains(SoundFont.Code.filterCutoff) || reached.contains(SoundFont.Code.lfoToCutoff)
      || reached.contains(SoundFont.Code.eg2ToCutoff)
  }
}

extension CompiledArticulation.Links {
  /// The links that generators make by themselves.
  fileprivate mutating func append(_ sums: GeneratorSums) {
    for code in GeneratorSums.depths where sums[code] != 0 {
      guard let target = ModulatorTarget(code), let parameter = target.parameter else { continue }
      var link = ModulationLink()
      link.aim(at: target, parameter, amount: sums[code])
      live.append(link)
    }
    // Time cents a key below 60: −128 times the source's share of 128; the pivot's part stands in the constant.
    for (code, parameter) in GeneratorSums.keyTimes where sums[code] != 0 {
      var link = ModulationLink()
      link.source = Connection.Source.keyNumber
      link.parameter = UInt8(parameter.index)
      link.scale = Double(-128 * sums[code])
      note.append(link)
    }
  }
}
