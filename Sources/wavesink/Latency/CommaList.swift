// SPDX-License-Identifier: MIT
// Options that take several values. Main thread.

/// Values with commas between.
enum CommaList {
  /// The values of a text, one at least; nil where a part of it is none.
  static func values<Value>(_ text: String, _ value: (String) -> Value?) -> [Value]? {
    var values: [Value] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = value(String(part)) else { return nil }
      values.append(value)
    }
    return values
  }
}
