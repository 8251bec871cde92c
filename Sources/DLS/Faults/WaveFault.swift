// SPDX-License-Identifier: MIT
// Why a wave cannot be played. Any thread but audio.

/// What keeps a wave from sounding; the rest of the file plays.
public enum WaveFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// `wFormatTag`, or the sub-format of an extensible format, names a coding that is not read.
  case codec(tag: UInt16)
  /// An extensible format whose sub-format is not one of the registered tags.
  case subFormat(String)
  /// PCM of this many bits.
  case bits(UInt16)
  /// Floating point of this many bits.
  case floatBits(UInt16)
  /// More channels than two.
  case channels(UInt16)
  /// `data` holds not one whole frame.
  case noFrames

  /// What stands in the file. Thread: any.
  public var description: String {
    switch self {
    case .codec(let tag):
      Self.codecNames[tag].map { "\($0) (format tag 0x" + hexadecimal(tag, digits: 4) + ")" }
        ?? "format tag 0x" + hexadecimal(tag, digits: 4)
    case .subFormat(let identifier): "sub-format \(identifier)"
    case .bits(let bits): "PCM of \(bits) bits"
    case .floatBits(let bits): "floating point of \(bits) bits"
    case .channels(let count): "\(count) channels"
    case .noFrames: "no sound"
    }
  }

  /// Codings that banks of telephones and games have, by their registered tags.
  private static let codecNames: [UInt16: String] = [
    0x0002: "MS ADPCM", 0x0011: "IMA ADPCM", 0x0031: "GSM 6.10", 0x0040: "G.721 ADPCM", 0x0050: "MPEG", 0x0055: "MP3",
    0x00FF: "AAC", 0x0161: "Windows Media Audio", 0xFFFE: "an extensible format that is too short",
  ]
}
