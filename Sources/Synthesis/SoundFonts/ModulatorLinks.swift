// SPDX-License-Identifier: MIT
// SoundFont modulators as the links that the engine evaluates. Downloader thread.

import DLS

/// What the modulators of a region come to.
struct ModulatorLinks {
  private(set) var links = CompiledArticulation.Links()
  /// −40·log10 of velocity, CC7 and CC11 in the gain, and CC10 in the pan: the engine has them by itself.
  private(set) var velocityToGain = 0.0
  private(set) var volumeToGain = 0.0
  private(set) var expressionToGain = 0.0
  private(set) var panControlDepth = 0.0
  /// Generators whose sums something moves.
  private(set) var reached: Set<UInt16> = []

  init(_ list: ModulatorList) {
    links.omittedCount = list.omittedCount
    for entry in list.entries where entry.feeds == nil && entry.amount != 0 {
      if takeBuiltIn(entry) { continue }
      add(entry, of: list)
    }
  }

  /// The four defaults that every voice has in hand-written form, whatever their amount.
  private mutating func takeBuiltIn(_ entry: ModulatorList.Entry) -> Bool {
    guard entry.identity.amountSource == 0, entry.identity.transform == 0 else { return false }
    let amount = Double(entry.amount)
    switch (entry.identity.source, entry.identity.destination) {
    case (0x0502, SoundFont.Code.attenuation) where amount > 0: velocityToGain = amount / 960
    case (0x0587, SoundFont.Code.attenuation) where amount > 0: volumeToGain = amount / 960
    case (0x058B, SoundFont.Code.attenuation) where amount > 0: expressionToGain = amount / 960
    case (0x028A, SoundFont.Code.pan): panControlDepth = amount * 0.001
    default: return false
    }
    return true
  }

  /// A modulator that reaches a generator, behind those that feed it.
  private mutating func add(_ entry: ModulatorList.Entry, of list: ModulatorList) {
    guard let target = ModulatorTarget(entry.identity.destination), let parameter = target.parameter else {
      return links.omittedCount += 1
    }
    guard var link = ModulationLink(entry.identity) else { return links.omittedCount += 1 }
    link.aim(at: target, parameter, amount: Int(entry.amount))
    var chain: [ModulationLink] = []
    appendFeeders(of: entry.identity, in: list, to: &chain, depth: 0)
    reached.insert(entry.identity.destination)
    links.append(chain + [link], isLive: parameter.isLive)
  }

  /// Feeders before what they feed. `depth` bounds what a damaged file may ask for.
  private mutating func appendFeeders(
    of identity: SoundFont.Modulator, in list: ModulatorList, to chain: inout [ModulationLink], depth: Int
  ) {
    guard depth < 8 else { return links.omittedCount += 1 }
    var own: [Int] = []
    for entry in list.entries where entry.feeds == identity && entry.amount != 0 {
      guard var link = ModulationLink(entry.identity) else {
        links.omittedCount += 1
        continue
      }
      appendFeeders(of: entry.identity, in: list, to: &chain, depth: depth + 1)
      link.scale = Double(entry.amount)
      own.append(chain.count)
      chain.append(link)
    }
    // What they feed comes right behind the last of them.
    for place in own { chain[place].feeds = Int16(chain.count) }
  }
}

extension CompiledArticulation.Links {
  /// Takes up a link behind its feeders, whose targets count from the first of them.
  fileprivate mutating func append(_ chain: [ModulationLink], isLive: Bool) {
    let base = (isLive ? live : note).count
    guard base + chain.count <= Self.limit else { return omittedCount += chain.count }
    for var link in chain {
      if link.feeds >= 0 { link.feeds += Int16(base) }
      if isLive { live.append(link) } else { note.append(link) }
    }
  }
}
