// SPDX-License-Identifier: MIT
// Links that many regions of a SoundFont share. Downloader thread.

import DLS

/// The links of each combination of modulators and generators that occurs, compiled once: a bank has tens of thousands
/// of regions and a few hundred combinations.
struct ModulationCache {
  private let bank: CompiledBank
  private var numbers: [ModulatorList: Int] = [:]
  private var lists: [Int: ModulatorLinks] = [:]
  private var stored: [Key: Result] = [:]

  /// What links there are, and how many modulators have no effect.
  struct Result {
    var stored: CompiledBank.StoredLinks
    var omittedCount: Int
  }

  /// Two lists of modulators by number, and the generators that make links.
  private struct Key: Hashable {
    let list: Int
    let amounts: [Int]
  }

  init(bank: CompiledBank) { self.bank = bank }

  /// Sets what modulators decide in a region, and returns its links.
  mutating func apply(
    _ instrument: ModulatorList, _ preset: ModulatorList, _ sums: GeneratorSums, to region: inout CompiledRegion
  ) -> Result {
    let list = preset.entries.isEmpty ? instrument : instrument.adding(preset)
    let number = number(of: list)
    let modulators = lists[number]!
    region.velocityToGain = modulators.velocityToGain
    region.volumeToGain = modulators.volumeToGain
    region.expressionToGain = modulators.expressionToGain
    region.panControlDepth = modulators.panControlDepth
    region.needsFilter = sums.opensFilter || modulators.reachesFilter
    let key = Key(list: number, amounts: GeneratorSums.linked.map { sums[$0] })
    if let result = stored[key] { return result }
    var links = modulators.links
    links.append(sums)
    let result = Result(stored: bank.store(links), omittedCount: links.omittedCount + list.omittedCount)
    stored[key] = result
    return result
  }

  private mutating func number(of list: ModulatorList) -> Int {
    if let number = numbers[list] { return number }
    let number = numbers.count
    numbers[list] = number
    lists[number] = ModulatorLinks(list)
    return number
  }
}

extension GeneratorSums {
  /// The generators that make links: depths of LFOs and of EG2, and times by the key.
  fileprivate static let linked: [UInt16] = [
    SoundFont.Code.lfoToPitch, SoundFont.Code.vibratoToPitch, SoundFont.Code.eg2ToPitch, SoundFont.Code.lfoToCutoff,
    SoundFont.Code.eg2ToCutoff, SoundFont.Code.lfoToVolume, SoundFont.Code.keyToEG1Hold, SoundFont.Code.keyToEG1Decay,
    SoundFont.Code.keyToEG2Hold, SoundFont.Code.keyToEG2Decay,
  ]

  /// Whether the cutoff is below its highest, where there is no filter, or moved by a generator.
  fileprivate var opensFilter: Bool {
    self[SoundFont.Code.filterCutoff] < 13_500 || self[SoundFont.Code.lfoToCutoff] != 0
      || self[SoundFont.Code.eg2ToCutoff] != 0
  }
}

extension ModulatorLinks {
  fileprivate var reachesFilter: Bool {
    reached.contains(SoundFont.Code.filterCutoff) || reached.contains(SoundFont.Code.lfoToCutoff)
      || reached.contains(SoundFont.Code.eg2ToCutoff)
  }
}

extension CompiledRegion.Links {
  /// The links that generators make by themselves.
  fileprivate mutating func append(_ sums: GeneratorSums) {
    let depths = [
      SoundFont.Code.lfoToPitch, SoundFont.Code.vibratoToPitch, SoundFont.Code.eg2ToPitch, SoundFont.Code.lfoToCutoff,
      SoundFont.Code.eg2ToCutoff, SoundFont.Code.lfoToVolume,
    ]
    for code in depths where sums[code] != 0 {
      guard let target = ModulatorTarget(generator: code) else { continue }
      var link = ModulationLink()
      link.parameter = UInt8(target.parameter.index)
      link.kind = target.kind
      link.scale = Double(sums[code]) * target.unit
      live.append(link)
    }
    // Time cents a key below 60: −128 times the source's share of 128; the pivot's part stands in the constant.
    let times: [(code: UInt16, parameter: Parameter)] = [
      (SoundFont.Code.keyToEG1Hold, .eg1Hold), (SoundFont.Code.keyToEG1Decay, .eg1Decay),
      (SoundFont.Code.keyToEG2Hold, .eg2Hold), (SoundFont.Code.keyToEG2Decay, .eg2Decay),
    ]
    for (code, parameter) in times where sums[code] != 0 {
      var link = ModulationLink()
      link.source = Connection.Source.keyNumber
      link.parameter = UInt8(parameter.index)
      link.scale = Double(-128 * sums[code])
      note.append(link)
    }
  }
}
