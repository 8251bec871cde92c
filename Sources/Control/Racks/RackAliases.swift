// SPDX-License-Identifier: MIT
// What is not for rack files. Any thread.

/// Anchors and aliases: the reader puts a copy of what is anchored in the place of each alias, and few lines could
/// become billions of values.
enum RackAliases {
  /// Whether a name that follows `&` somewhere follows `*` too, where a value may begin: at the beginning of a line, or behind
  /// what comes before a value. Within a text of several words neither means anything, so that it may have both. Thread: any.
  static func areUsed(in text: String) -> Bool {
    let bytes = Array(text.utf8)
    var anchors: Set<ArraySlice<UInt8>> = []
    var aliases: Set<ArraySlice<UInt8>> = []
    var before = lineFeed
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "&") { anchors.insert(name(behind: index, bytes)) }
      if byte == UInt8(ascii: "*"), comesBeforeValue(before) { aliases.insert(name(behind: index, bytes)) }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { before = byte }
    }
    return !anchors.isDisjoint(with: aliases.filter { !$0.isEmpty })
  }

  private static func name(behind index: Int, _ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[(index + 1)...].prefix(while: isOfName)
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// What is no letter of ASCII may end a line, too (YAML 1.1, 4.2).
  private static func comesBeforeValue(_ byte: UInt8) -> Bool {
    "\n\r-?:,[{".utf8.contains(byte) || byte >= 0x80
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
