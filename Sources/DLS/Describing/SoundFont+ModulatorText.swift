// SPDX-License-Identifier: MIT
// A modulator as a line for people. Any thread but audio.

extension SoundFont.ModulatorSource {
  /// A word for programs, which does not change: "velocity", "cc7", "0x0001". Thread: any but audio.
  public var fieldName: String {
    guard !isController else { return "cc\(index)" }
    return Self.names[index]?.field ?? "0x" + hexadecimal(index, digits: 4)
  }

  /// "velocity (inverted concave)", "CC 10 (bipolar)".
  var text: String {
    let name = isController ? "CC \(index)" : Self.names[index]?.text ?? "unknown 0x" + hexadecimal(index, digits: 2)
    let words = [
      isBipolar && index != SoundFont.General.pitchWheel ? "bipolar" : nil, isDescending ? "inverted" : nil,
      curve == .linear ? nil : curve?.name,
    ].compactMap(\.self)
    return words.isEmpty ? name : name + " (" + words.joined(separator: " ") + ")"
  }

  private static let names: [UInt16: (field: String, text: String)] = [
    SoundFont.General.none: ("none", "always"), SoundFont.General.velocity: ("velocity", "velocity"),
    SoundFont.General.key: ("key", "key"), SoundFont.General.polyPressure: ("polyPressure", "poly pressure"),
    SoundFont.General.channelPressure: ("channelPressure", "channel pressure"),
    SoundFont.General.pitchWheel: ("pitchWheel", "pitch wheel"),
    SoundFont.General.bendRange: ("bendRange", "bend range"),
    SoundFont.General.link: ("link", "linked modulators"),
  ]
}

extension SoundFont.Curve {
  /// A word that does not change.
  var name: String {
    switch self {
    case .linear: "linear"
    case .concave: "concave"
    case .convex: "convex"
    case .switch: "switch"
    }
  }
}

extension SoundFont.Modulator {
  /// "velocity (inverted concave) → attenuation: 96 dB", "pitch wheel × bend range → fine tuning: 12700 cents",
  /// "CC 1 → modulator 2: 100". Thread: any but audio.
  public var text: String {
    let (first, second) = (SoundFont.ModulatorSource(source), SoundFont.ModulatorSource(amountSource))
    let hasSecond = second.isController || second.index != SoundFont.General.none
    let sources = hasSecond ? first.text + " × " + second.text : first.text
    let input = transform == 2 ? "absolute \(sources)" : sources
    // Modulators are counted from 1, as all that a person sees.
    if let link { return "\(input) → modulator \(link + 1): \(amount)" }
    let target = SoundFont.Code.row(destination)?.text ?? "generator \(destination)"
    return "\(input) → \(target): \(quantity.text)"
  }

  /// What is added at most.
  var quantity: SoundFont.Quantity {
    link == nil
      ? SoundFont.Quantity(destination, amount, isDifference: true)
      : SoundFont.Quantity(value: Double(amount), unit: .number)
  }
}
