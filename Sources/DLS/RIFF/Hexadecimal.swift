// SPDX-License-Identifier: MIT
// Numbers as hexadecimal text, without Foundation. Any thread but audio.

/// Capital hexadecimal digits, filled up with zeros to at least `digits`.
func hexadecimal(_ value: some BinaryInteger, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
