// SPDX-License-Identifier: MIT
// Finds out which modulators of a zone count, and follows their links. Any thread but audio.

/// The modulators of one zone, in file order. All steps take time in proportion to their number.
struct SoundFontModulators {
  private let modulators: [SoundFont.Modulator]
  private var isUsed: [Bool]

  /// The records of a zone.
  init(_ modulators: [SoundFont.Modulator]) {
    self.modulators = modulators
    isUsed = Array(repeating: true, count: modulators.count)
  }

  /// Those that count; links are numbered anew. `ignore` is told of each other one: its number, why, and at which byte
  /// of its record the reason stands.
  mutating func resolved(_ ignore: (Int, SoundFont.ModulatorFault, Int) -> Void) -> [SoundFont.Modulator] {
    dropFaulty(ignore)
    dropSuperseded(ignore)
    if modulators.contains(where: { $0.link != nil || SoundFont.ModulatorSource($0.source).isLink }) {
      dropLost(ignore)
      dropUnfed(ignore)
    }
    return renumbered()
  }

  private mutating func dropFaulty(_ ignore: (Int, SoundFont.ModulatorFault, Int) -> Void) {
    for (number, modulator) in modulators.enumerated() {
      guard let fault = modulator.fault else { continue }
      isUsed[number] = false
      let offset =
        switch fault {
        case .source: 0
        case .amountSource: 6
        case .transform: 8
        default: 2
        }
      ignore(number, fault, offset)
    }
  }

  /// Of two with the same sources and destination, the last one counts.
  private mutating func dropSuperseded(_ ignore: (Int, SoundFont.ModulatorFault, Int) -> Void) {
    guard modulators.count > 1 else { return }
    var seen: Set<UInt64> = []
    for (number, modulator) in modulators.enumerated().reversed() where isUsed[number] {
      let identity =
        UInt64(modulator.source) << 32 | UInt64(modulator.destination) << 16 | UInt64(modulator.amountSource)
      guard !seen.insert(identity).inserted else { continue }
      isUsed[number] = false
      ignore(number, .superseded, 0)
    }
  }

  /// Drops links that do not end at a generator: their way ends at a modulator that takes none, or never.
  private mutating func dropLost(_ ignore: (Int, SoundFont.ModulatorFault, Int) -> Void) {
    let ways = Ways(modulators.indices.map { usableLink($0) })
    let used = modulators.indices.filter { isUsed[$0] }
    let ends = ways.leading(to: used.filter { modulators[$0].link == nil })
    let fails = ways.leading(to: used.filter { modulators[$0].link != nil && usableLink($0) == nil })
    for number in used where !ends[number] {
      let target = modulators[number].link ?? 0
      let fault: SoundFont.ModulatorFault =
        target >= modulators.count
        ? .linkOutOfRange(index: target, count: modulators.count)
        : fails[number] ? .linkRefused(index: target) : .linkCircular(index: target)
      isUsed[number] = false
      ignore(number, fault, 2)
    }
  }

  /// Where a modulator leads, if that one takes links and is used itself.
  private func usableLink(_ number: Int) -> Int? {
    guard isUsed[number], let target = modulators[number].link, target < modulators.count, isUsed[target],
      SoundFont.ModulatorSource(modulators[target].source).isLink
    else { return nil }
    return target
  }

  /// Drops modulators that wait for a link which is not there, and those that only they would have fed.
  private mutating func dropUnfed(_ ignore: (Int, SoundFont.ModulatorFault, Int) -> Void) {
    var feeders = [Int](repeating: 0, count: modulators.count)
    for number in modulators.indices where isUsed[number] {
      if let target = modulators[number].link { feeders[target] += 1 }
    }
    var waiting = modulators.indices.filter {
      isUsed[$0] && feeders[$0] == 0 && SoundFont.ModulatorSource(modulators[$0].source).isLink
    }
    while let number = waiting.popLast() {
      isUsed[number] = false
      ignore(number, .linkMissing, 0)
      guard let target = modulators[number].link else { continue }
      feeders[target] -= 1
      if feeders[target] == 0 { waiting.append(target) }
    }
  }

  private func renumbered() -> [SoundFont.Modulator] {
    var numbers: [Int] = []
    numbers.reserveCapacity(modulators.count)
    var count = 0
    for isUsed in isUsed {
      numbers.append(count)
      count += isUsed ? 1 : 0
    }
    return modulators.indices.filter { isUsed[$0] }.map { number in
      var modulator = modulators[number]
      if let target = modulator.link { modulator.destination = 0x8000 | UInt16(numbers[target]) }
      return modulator
    }
  }
}

/// Ways of which each place has one at most.
private struct Ways {
  /// The places from which a way leads to each one, as lists: the first, and the next one behind it.
  private var first: [Int?]
  private var next: [Int?]

  /// Where the way from each place leads.
  init(_ targets: [Int?]) {
    first = Array(repeating: nil, count: targets.count)
    next = first
    for (number, target) in targets.enumerated() {
      guard let target else { continue }
      next[number] = first[target]
      first[target] = number
    }
  }

  /// Which places lead to one of `ends`, each of which is one itself and has no way on.
  func leading(to ends: [Int]) -> [Bool] {
    var leads = [Bool](repeating: false, count: first.count)
    var waiting = ends
    while let number = waiting.popLast() {
      leads[number] = true
      var source = first[number]
      while let current = source {
        waiting.append(current)
        source = next[current]
      }
    }
    return leads
  }
}
