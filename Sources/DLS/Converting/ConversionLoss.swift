// SPDX-License-Identifier: MIT
// What a SoundFont says and DLS cannot. Any thread but audio.

/// One kind of thing that a conversion leaves out or changes, how often, and where first.
public struct ConversionLoss: Sendable, Equatable, CustomStringConvertible {
  /// What it is.
  public var kind: Kind
  /// How many regions, samples, presets or texts it touches.
  public var count: Int
  /// The name of the first of them; empty where it has none.
  public var example: String

  /// `count` things of a kind, the first one named. Thread: any.
  public init(kind: Kind, count: Int, example: String) {
    self.kind = kind
    self.count = count
    self.example = example
  }

  /// Kinds of loss.
  public enum Kind: Sendable, Hashable {
    /// A modulator that steers another one, or is steered by one.
    case linkedModulator
    /// A modulator that takes the absolute value of what swings both ways.
    case absoluteModulator
    /// A modulator with an unknown source, curve or transform.
    case unknownModulator
    /// A modulator of a generator that DLS cannot steer, by number.
    case modulatorTarget(UInt16)
    /// A depth of an LFO or envelope that follows two sources.
    case depthOfTwoSources
    /// An amount of volume, expression or bend other than the one that DLS fixes.
    case fixedModulator
    /// Two modulators of the same source and target with different curves: the stronger one is kept.
    case crossedModulators
    /// A controller that the standard does not name: written, but other synthesizers may ignore it.
    case foreignController(UInt8)
    /// A number beyond the 16.16 format, which is clamped.
    case clampedValue
    /// A sample in the ROM of a sound card.
    case romSample
    /// A sample without sound, or that cannot be decoded.
    case missingSample
    /// The lower 8 of 24 bits.
    case lowBits
    /// A preset in a bank that MIDI cannot select.
    case unreachablePreset
    /// A preset of which no zone can sound.
    case silentPreset
    /// A text with a tag that DLS does not have.
    case text
  }

  /// The sentence for a person. Thread: any.
  public var description: String {
    let first = example.isEmpty ? "" : count == 1 ? " (\"\(example)\")" : " (first \"\(example)\")"
    return sentence + first
  }

  private var sentence: String {
    switch kind {
    case .linkedModulator: "modulators of modulators are left out in \(counted(count, "region"))"
    case .absoluteModulator: "modulators of absolute values are left out in \(counted(count, "region"))"
    case .unknownModulator: "modulators of an unknown kind are left out in \(counted(count, "region"))"
    case .modulatorTarget(let code):
      "modulators of generator \(code), which DLS cannot steer, are left out in \(counted(count, "region"))"
    case .depthOfTwoSources:
      "modulators with two sources of an LFO's or envelope's depth are left out in \(counted(count, "region"))"
    case .fixedModulator:
      "other amounts of volume, expression or bend than DLS has are left out in \(counted(count, "region"))"
    case .crossedModulators:
      "of modulators with one source and target only the strongest is kept in \(counted(count, "region"))"
    case .foreignController(let number):
      "controller \(number), which only some synthesizers follow, is used in \(counted(count, "region"))"
    case .clampedValue: "numbers too large for DLS are clamped in \(counted(count, "region"))"
    case .romSample: "\(counted(count, "sample")) of a sound card's ROM left out"
    case .missingSample: "\(counted(count, "sample")) without a sound that can be read left out"
    case .lowBits: "the lower 8 of 24 bits are left out in \(counted(count, "sample"))"
    case .unreachablePreset: "\(counted(count, "preset")) of a bank that MIDI cannot select left out"
    case .silentPreset: "\(counted(count, "preset")) without a zone that can sound left out"
    case .text: "\(counted(count, "text")) of a kind that DLS does not have left out"
    }
  }
}

/// Losses so far, in the order of their first example.
struct LossLog {
  private(set) var losses: [ConversionLoss] = []
  private var places: [ConversionLoss.Kind: Int] = [:]

  /// Counts one more of a kind.
  mutating func note(_ kind: ConversionLoss.Kind, _ example: String) {
    if let place = places[kind] {
      losses[place].count += 1
    } else {
      places[kind] = losses.count
      losses.append(ConversionLoss(kind: kind, count: 1, example: example))
    }
  }
}
