// SPDX-License-Identifier: MIT
// What stood in a file where something else was expected. Any thread but the audio thread.

extension Song {
  /// What stood in a file at some offset.
  public enum Found: Sendable, Equatable, CustomStringConvertible {
    /// Nothing more.
    case endOfFile
    /// Nothing more that belongs to the track.
    case endOfTrack
    /// Bytes; the first twelve at most.
    case bytes([UInt8])
    /// A number.
    case number(Int)
    /// Nothing of what was looked for.
    case nothing

    /// The words for it: bytes in quotes where they are letters, otherwise in hexadecimal.
    public var description: String {
      switch self {
      case .endOfFile: return "the end of the file"
      case .endOfTrack: return "the end of the track"
      case .number(let number): return String(number)
      case .nothing: return "none"
      case .bytes(let bytes):
        if bytes.count >= 4, bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) {
          return "'" + String(decoding: bytes, as: UTF8.self) + "'"
        }
        return "0x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
      }
    }

    /// The sentence that every complaint about a file is made of. `unpackedFrom`: see `Song.Warning`.
    static func sentence(
      _ what: String, offset: Int, unpackedFrom: Int? = nil, expected: String, found: Found
    ) -> String {
      let place = unpackedFrom.map { "offset \(offset) of what is packed at offset \($0)" } ?? "offset \(offset)"
      return "\(what) (\(place): expected \(expected), found \(found))"
    }
  }
}
