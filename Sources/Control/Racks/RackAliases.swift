// SPDX-License-Identifier: MIT
// What YAML has for saying something once and meaning it often. Control threads.

/// Anchors and aliases: the reader puts a copy of what is anchored in the place of each alias, and few lines could
/// become billions of values.
enum RackAliases {
  /// Whether a name follows `*` that follows `&` too, wherever they stand. Thread: any.
  static func areUsed(in text: String) -> Bool {
    let bytes = Array(text.utf8)
    var anchors: Set<ArraySlice<UInt8>> = []
    var aliases: Set<ArraySlice<UInt8>> = []
    var index = 0
    while index < bytes.count {
      let mark = bytes[index]
      index += 1
      guard mark == UInt8(ascii: "&") || mark == UInt8(ascii: "*") else { continue }
      let name: ArraySlice<UInt8> = bytes[index...].prefix(while: isOfName)
      index = name.endIndex
      guard !name.isEmpty else { continue }
      if mark == UInt8(ascii: "&") { anchors.insert(name) } else { aliases.insert(name) }
    }
    return !anchors.isDisjoint(with: aliases)
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
