// SPDX-License-Identifier: MIT
// Tells files apart by their first bytes: extensions lie. Any thread but audio.

/// What a file is, by its beginning.
public enum FileKind: Sendable, Hashable {
  /// `RIFF 'DLS '`: a collection of instruments.
  case dls
  /// `RIFF 'sfbk'`: a SoundFont bank.
  case soundFont
  /// `RIFF 'RMID'`: a song that may bring its own collection.
  case rmid
  /// `MThd`: a Standard MIDI File.
  case midi
  /// `XMF_`: an eXtensible Music Format container.
  case xmf
  /// `RIFF 'WAVE'`: a sound.
  case wave
  /// A RIFF file of this type.
  case otherRIFF(FourCC)
  /// Nothing known.
  case unknown
  /// Not one byte.
  case empty

  /// Looks at the first twelve bytes. Thread: any but audio.
  public static func sniff(_ bytes: ArraySlice<UInt8>) -> FileKind {
    guard !bytes.isEmpty else { return .empty }
    guard bytes.count >= 4 else { return .unknown }
    let file = Record(bytes, bytes.startIndex..<min(bytes.endIndex, bytes.startIndex + 12))
    switch file.fourCC(0) {
    case "RIFF" where file.count >= 12: return riff(file.fourCC(8))
    case "MThd": return .midi
    case "XMF_": return .xmf
    default: return .unknown
    }
  }

  /// Looks at the first twelve bytes. Thread: any but audio.
  public static func sniff(_ bytes: [UInt8]) -> FileKind { sniff(bytes[...]) }

  private static func riff(_ type: FourCC) -> FileKind {
    switch type {
    case "DLS ": .dls
    case "sfbk": .soundFont
    case "RMID": .rmid
    case "WAVE": .wave
    default: .otherRIFF(type)
    }
  }

  /// What a person calls it, with its article.
  var noun: String {
    switch self {
    case .dls: "a DLS collection"
    case .soundFont: "a SoundFont bank"
    case .rmid: "a song in an RMID file"
    case .midi: "a MIDI file"
    case .xmf: "an XMF container"
    case .wave: "a WAV sound file"
    case .otherRIFF(let type): "a RIFF file of type \"\(type)\""
    case .unknown: "a file of an unknown kind"
    case .empty: "an empty file"
    }
  }
}
