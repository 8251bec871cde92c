// SPDX-License-Identifier: MIT
// The generators of a SoundFont zone, summed up over its levels. Any thread but audio.

internal import Glibc

/// One number for each generator, in the generator's own unit (SoundFont 2.04, 9.4: the instrument's zone sets, the
/// preset's zone adds).
public struct GeneratorSums: Sendable, Hashable {
  private var amounts: [61 of Int16]

  /// What a preset's zone starts from: it adds nothing.
  init() { amounts = [61 of Int16](repeating: 0) }

  /// What an instrument's zone starts from (SoundFont 2.04, 8.1.3): no time anywhere, no filter, no key of its own.
  static let instrumentDefaults: GeneratorSums = {
    typealias Code = SoundFont.Code
    var sums = GeneratorSums()
    for code in [
      Code.lfoDelay, Code.vibratoDelay, Code.eg1Delay, Code.eg1Attack, Code.eg1Hold, Code.eg1Decay, Code.eg1Release,
      Code.eg2Delay, Code.eg2Attack, Code.eg2Hold, Code.eg2Decay, Code.eg2Release,
    ] {
      sums.amounts[Int(code)] = -12_000
    }
    for code in [Code.key, Code.velocity, Code.rootKey] { sums.amounts[Int(code)] = -1 }
    sums.amounts[Int(Code.filterCutoff)] = 13_500
    sums.amounts[Int(Code.scaleTuning)] = 100
    return sums
  }()

  /// Thread: any but audio.
  public static func == (one: GeneratorSums, other: GeneratorSums) -> Bool {
    // Safe because numbers of one width have no gaps between them.
    unsafe withUnsafeBytes(of: one.amounts) { one in
      unsafe withUnsafeBytes(of: other.amounts) { unsafe memcmp(one.baseAddress!, $0.baseAddress!, one.count) == 0 }
    }
  }

  /// Thread: any but audio.
  public func hash(into hasher: inout Hasher) {
    unsafe withUnsafeBytes(of: amounts) { unsafe hasher.combine(bytes: $0) }
  }

  /// What makes an articulation: without the sample and its tuning, level and pan, the choice of notes and the sends.
  /// Thread: any but audio.
  public func ofArticulation() -> GeneratorSums {
    var sums = self
    for code in GeneratorSums.notOfArticulation { sums.amounts[code] = 0 }
    return sums
  }

  private static let notOfArticulation: [Int] = {
    typealias Code = SoundFont.Code
    return [
      Code.startOffset, Code.endOffset, Code.loopStartOffset, Code.loopEndOffset, Code.startCoarseOffset,
      Code.endCoarseOffset, Code.loopStartCoarseOffset, Code.loopEndCoarseOffset, Code.sampleModes, Code.sample,
      Code.rootKey, Code.key, Code.velocity, Code.exclusiveClass, Code.instrument, Code.keyRange, Code.velocityRange,
      Code.coarseTune, Code.fineTune, Code.attenuation, Code.pan, Code.chorusSend, Code.reverbSend,
    ].map { Int($0) }
  }()

  /// The number of a generator that the specification has. Thread: any but audio.
  public subscript(code: UInt16) -> Int { Int(amounts[Int(code)]) }

  /// The zone's own numbers in place of those of its level's global zone or the defaults. `isPreset`: what belongs to a
  /// sample or a note has no meaning there and is left out.
  mutating func set(_ zone: SoundFont.Zone?, isPreset: Bool) {
    for generator in zone?.generators ?? [] where generator.code < SoundFont.Code.count {
      if isPreset, SoundFont.Code.isForInstruments(generator.code) { continue }
      amounts[Int(generator.code)] = generator.amount
    }
  }

  /// The instrument's and the preset's numbers together, each within its range.
  /// Thread: any but audio.
  public func adding(_ preset: GeneratorSums) -> GeneratorSums {
    var sums = self
    for limit in GeneratorSums.limits {
      let sum = Int(amounts[limit.index]) + Int(preset.amounts[limit.index])
      sums.amounts[limit.index] = Int16(min(max(sum, limit.least), limit.greatest))
    }
    return sums
  }

  private struct Limit {
    let index: Int
    let least: Int
    let greatest: Int
  }

  /// The ranges of all generators that hold a number. Sample offsets have no range but the sample's.
  private static let limits: [Limit] = (0..<SoundFont.Code.count).compactMap { code in
    typealias Code = SoundFont.Code
    guard let range = SoundFont.Code.range(code) else { return nil }
    let isOffset = [Code.startOffset, Code.endOffset, Code.startCoarseOffset, Code.endCoarseOffset].contains(code)
    if isOffset { return nil }
    switch code {
    // Nothing of its own.
    case Code.key, Code.velocity, Code.rootKey: return Limit(index: Int(code), least: -1, greatest: 127)
    // The specification says 99 cents at most; banks tune further with it, and mean it.
    case Code.fineTune: return Limit(index: Int(code), least: -1200, greatest: 1200)
    default:
      return Limit(index: Int(code), least: range.lowerBound, greatest: range.upperBound)
    }
  }
}
