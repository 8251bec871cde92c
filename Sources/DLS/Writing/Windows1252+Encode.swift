// SPDX-License-Identifier: MIT
// Texts in the character set of old Windows programs. Any thread but audio.

extension Windows1252 {
  /// A byte for every character; nil where one has none.
  static func encode(_ text: String) -> [UInt8]? {
    let codes = Dictionary((0...255).map { (decode([UInt8($0)]).unicodeScalars.first, UInt8($0)) }) { first, _ in first
    }
    let bytes = text.unicodeScalars.compactMap { codes[$0] }
    return bytes.count == text.unicodeScalars.count ? bytes : nil
  }
}
