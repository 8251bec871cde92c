// SPDX-License-Identifier: MIT
// What came back. Any thread.

import Foundation

/// An answer of HTTP, taken apart.
struct Answer {
  let status: Int
  let fields: [String: String]
  let body: String

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let end = text.range(of: "\r\n\r\n")
    let lines = text[..<(end?.lowerBound ?? text.endIndex)].components(separatedBy: "\r\n")
    status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    fields = lines.dropFirst().reduce(into: [:]) { fields, line in
      let parts = line.components(separatedBy: ": ")
      fields[parts[0].lowercased()] = parts.dropFirst().joined(separator: ": ")
    }
    body = end.map { String(text[$0.upperBound...]) } ?? ""
  }
}
