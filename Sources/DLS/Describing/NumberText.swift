// SPDX-License-Identifier: MIT
// Numbers for people, without Foundation. Any thread but audio.

/// `value` with at most `digits` decimals and no closing zeros: 0.5, 12, -3.25.
func decimal(_ value: Double, digits: Int) -> String {
  let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
  let scaled = (value.magnitude * Double(scale)).rounded()
  guard scaled < 1e18 else { return "\(value)" }
  let number = Int64(scaled)
  let sign = value < 0 && number > 0 ? "-" : ""
  let whole = "\(sign)\(number / Int64(scale))"
  var fraction = String(number % Int64(scale))
  fraction = String(repeating: "0", count: max(0, digits - fraction.utf8.count)) + fraction
  while fraction.hasSuffix("0") { fraction.removeLast() }
  return fraction.isEmpty ? whole : whole + "." + fraction
}

/// "1 region", "3 regions".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension Connection.Quantity {
  /// With its unit, in the size that reads best: "500 ms", "5 Hz", "-96 dB".
  var text: String {
    switch unit {
    case .seconds: value < 1 ? decimal(value * 1000, digits: 2) + " ms" : decimal(value, digits: 3) + " s"
    case .hertz: decimal(value, digits: value < 1 ? 4 : 2) + " Hz"
    case .cents: decimal(value, digits: 2) + " cents"
    case .timeCents: decimal(value, digits: 2) + " time cents"
    case .decibels: decimal(value, digits: 2) + " dB"
    case .percent: decimal(value, digits: 1) + " %"
    case .number: decimal(value, digits: 3)
    }
  }
}
