// SPDX-License-Identifier: MIT
// Scales as Scala files (.scl) hold them: bytes in, a value out. Any thread.
//
//     ! meanquar.scl                  a line that begins with ! is a comment, wherever it stands
//     1/4-comma meantone              the first other line is a description, which may be empty
//      12                             the number of notes, the 1/1 at the beginning not counted
//      76.04900                       a pitch with a point is in cents,
//      5/4                            one without is a ratio; what follows it on the line is for people
//      …
//      2/1                            the last one is where the scale begins again

import Glibc

/// A scale that repeats: the pitches of its degrees over the first one.
public struct ScalaScale: Equatable, Sendable {
  /// More than one scale has use for; a number in a file must not decide how much memory it takes.
  private static let greatestCount = 1024

  /// What the file says of it.
  public let description: String
  /// Degrees 1 to the last, which is the period, in cents over degree 0.
  public let cents: [Double]

  /// Reads a file. Thread: any but audio.
  public init(bytes: [UInt8]) throws(ScalaError) {
    let lines = ScalaScale.lines(of: bytes)
    var rest = lines.filter { !$0.text.hasPrefix("!") }[...]
    let end = max(1, lines.last?.number ?? 1)
    description = rest.popFirst()?.text.trimmed ?? ""
    guard let second = rest.popFirst() else { throw ScalaError(line: end, reason: .noCount) }
    let count = second.text.firstWord
    guard let expected = Int(count), (1...ScalaScale.greatestCount).contains(expected) else {
      throw ScalaError(line: second.number, reason: .badCount(count.shortened))
    }
    var cents: [Double] = []
    while cents.count < expected {
      guard let line = rest.popFirst() else {
        throw ScalaError(line: end, reason: .tooFew(found: cents.count, expected: expected))
      }
      guard let pitch = ScalaScale.pitch(line.text.firstWord) else {
        throw ScalaError(line: line.number, reason: .badPitch(line.text.trimmed.shortened))
      }
      cents.append(pitch)
    }
    self.cents = cents
  }

  /// How far each of the 128 keys is from equal temperament, in cents: degree 0 lies on key 60, which keeps its pitch.
  /// Thread: any but audio.
  public var keyCents: [Double] {
    (0..<128).map { key in
      let steps = key - 60
      let degree = (steps % cents.count + cents.count) % cents.count
      let periods = (steps - degree) / cents.count
      let pitch = Double(periods) * (cents.last ?? 0) + (degree > 0 ? cents[degree - 1] : 0)
      return pitch - 100 * Double(steps)
    }
  }

  /// Lines with their numbers; CR, LF or both end one.
  private static func lines(of bytes: [UInt8]) -> [(number: Int, text: String)] {
    var lines: [(number: Int, text: String)] = []
    var line: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || previous != 0x0D {
          lines.append((lines.count + 1, String(decoding: line, as: UTF8.self)))
          line = []
        }
      } else {
        line.append(byte)
      }
      previous = byte
    }
    if !line.isEmpty { lines.append((lines.count + 1, String(decoding: line, as: UTF8.self))) }
    return lines
  }

  /// Cents with a point, a ratio without; nil for anything else, and for what lies beyond all hearing.
  private static func pitch(_ word: String) -> Double? {
    guard word.allSatisfy({ $0.isASCII && ($0.isNumber || "+-./".contains($0)) }) else { return nil }
    if word.contains(".") {
      guard let cents = Double(word), cents.magnitude <= 12_800 else { return nil }
      return cents
    }
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let upper = Double(parts[0]), let lower = parts.count == 2 ? Double(parts[1]) : 1,
      upper > 0, lower > 0
    else { return nil }
    let cents = 1200 * log2(upper / lower)
    return cents.magnitude <= 12_800 ? cents : nil
  }
}

extension String {
  /// Without blanks and tabs at both ends.
  fileprivate var trimmed: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }

  /// Up to the first blank or tab.
  fileprivate var firstWord: String { String(trimmed.prefix { $0 != " " && $0 != "\t" }) }

  /// As much as a sentence can hold.
  fileprivate var shortened: String { count <= 40 ? self : prefix(40) + "…" }
}
