// SPDX-License-Identifier: MIT
// What a request begins with. Control threads.

/// The first line and the fields of a request. Source: RFC 9112, sections 3 and 5.
struct RequestHead: Sendable, Equatable {
  /// More bytes than this are no request of a page's.
  static let limitBytes = 16 << 10
  private static let fieldLimit = 100

  let method: String
  /// Without the query, as it was sent.
  let path: String
  /// What stands behind the question mark; the last one of a name counts.
  let query: [String: String]
  /// By their names in small letters.
  private let fields: [String: [String]]

  /// `bytes`: up to the empty line, which may be there or not.
  init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      throw Refusal(400, "The request has bytes that no request has.")
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0", words[1].hasPrefix("/"),
      !words[0].isEmpty
    else { throw Refusal(400, "The request does not begin as one of HTTP/1.1 does.") }
    guard lines.count <= RequestHead.fieldLimit else { throw Refusal(431, "The request has too many fields.") }
    method = String(words[0])
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(target[0])
    query = target.count > 1 ? RequestHead.query(target[1]) : [:]
    var fields: [String: [String]] = [:]
    for line in lines.dropFirst() {
      // A line that goes on in the next one begins with a blank: nobody sends that any more, and it hides things.
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        line[..<colon].utf8.allSatisfy({ $0 > 0x20 })
      else { throw Refusal(400, "A field of the request has no name.") }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      let blanks = value.reversed().prefix { $0 == " " || $0 == "\t" }.count
      fields[line[..<colon].lowercased(), default: []].append(String(value.dropLast(blanks)))
    }
    self.fields = fields
  }

  /// The value of a field that may be there once; nil where it is not there. `name`: in small letters.
  func value(_ name: String) throws(Refusal) -> String? {
    guard let values = fields[name] else { return nil }
    guard values.count == 1 else { throw Refusal(400, "The request says \(name) more than once.") }
    return values[0]
  }

  /// The words of a field that is a list, in small letters.
  func words(_ name: String) -> [String] {
    (fields[name] ?? []).flatMap { $0.split(separator: ",") }.map { word in
      word.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
  }

  /// A cookie's value.
  func cookie(_ name: String) -> String? {
    for pair in (fields["cookie"] ?? []).flatMap({ $0.split(separator: ";") }) {
      let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == name { return String(parts[1]) }
    }
    return nil
  }

  private static func query(_ text: Substring) -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
    }
    return query
  }

  /// With the characters that %XX and + stand for.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value != 0
      {
        // A zero stays as it is written: the system would take it for the end.
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
