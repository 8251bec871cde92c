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

  /// Drops links that do not end at a generator.
  ///
  /// Each modulator leads to one place at most, so that going back from those that lead to generators finds all others
  /// that do.
  private mutating func dropLost(_ ignore: (Int, SoundFont.ModulatorFault, Int) -> Void) {
    // The modulators that lead to each one, as lists: the first, and the next one behind it.
    var first = [Int?](repeating: nil, count: modulators.count)
    var next = first
    for number in modulators.indices {
      guard let target = usableLink(number) else { continue }
      next[number] = first[target]
      first[target] = number
    }
    var ends = [Bool](repeating: false, count: modulators.count)
    var waiting = modulators.indices.filter { isUsed[$0] && modulators[$0].link == nil }
    while let number = waiting.popLast() {
      ends[number] = true
      var feeder = first[number]
      while let current = feeder {
        waiting.append(current)
        feeder = next[current]
      }
    }
    for number in modulators.indices where isUsed[number] && !ends[number] { ignore(number, lostLink(number), 2) }
    for number in modulators.indices where !ends[number] { isUsed[number] = false }
  }

  /// Where a modulator leads, if that one takes links and is used itself.
  private func usableLink(_ number: Int) -> Int? {
    guard isUsed[number], let target = modulators[number].link, target < modulators.count, isUsed[target],
      SoundFont.ModulatorSource(modulators[target].source).isLink
    else { return nil }
    return target
  }

  private func lostLink(_ number: Int) -> SoundFont.ModulatorFault {
    let target = modulators[number].link ?? 0
    if target >= modulators.count { return .linkOutOfRange(index: target, count: modulators.count) }
    // Somewhere behind it a link fails, or nothing ends.
    return usableLink(number) == nil ? .linkRefused(index: target) : .linkCircular(index: target)
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
