// SPDX-License-Identifier: MIT
// A connection as a line for people. Any thread but audio.

extension Connection {
  /// "EG1 release: 500 ms", "velocity (inverted concave) → gain: -96 dB", "mod LFO × CC 1 → pitch: 50 cents".
  /// Thread: any but audio.
  public var text: String {
    let target = Destination.name(destination)
    guard !isConstant else { return "\(target): \(isFilterOff ? "off" : quantity.text)" }
    let first = Source.name(source) + Self.shape(sourceCurve, isInverted: isSourceInverted)
    let second = Source.name(control) + Self.shape(controlCurve, isInverted: isControlInverted)
    let factors = [source == Source.none ? nil : first, control == Source.none ? nil : second].compactMap(\.self)
    return "\(factors.joined(separator: " × ")) → \(target): \(quantity.text)"
  }

  /// The filter's default: a cutoff beyond every frequency.
  private var isFilterOff: Bool { destination == Destination.filterCutoff && scale == .max }

  /// Polarity is left out: it follows from the source, with few exceptions.
  private static func shape(_ curve: Curve, isInverted: Bool) -> String {
    let words = [isInverted ? "inverted" : nil, curve == .linear ? nil : curve.name].compactMap(\.self)
    return words.isEmpty ? "" : " (" + words.joined(separator: " ") + ")"
  }
}

extension Connection.Curve {
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
