// SPDX-License-Identifier: MIT
// Why bytes are no collection or SoundFont at all. Any thread but audio.

/// What stood in a file instead of a collection of instruments or a SoundFont.
///
/// `at`: where the collection should begin, which is 0 unless it stands inside another file; all offsets are those of
/// the outer file.
public enum CollectionError: Error, Sendable, Equatable {
  /// Not one byte.
  case empty(at: Int = 0)
  /// Begins like a RIFF file and ends before its type.
  case tooShort(byteCount: Int, at: Int = 0)
  /// Something without a known beginning; `found` is its first four bytes, when there are four.
  case notRIFF(found: FourCC?, at: Int = 0)
  /// A SoundFont bank, where a DLS collection was asked for.
  case soundFont(at: Int = 0)
  /// A file of another kind: a song, a sound, a container.
  case otherKind(FileKind, at: Int = 0)
  /// The file ends before its first instrument. Both counts from the beginning of the collection, in bytes.
  case truncated(byteCount: Int, expected: Int, at: Int = 0)
  /// The form is whole, but no instrument of it can be used; the first finding may say why.
  case noInstruments(because: Warning?)
  /// A whole SoundFont without a preset that can be used; the first finding may say why.
  case noPresets(because: Warning?)
  /// The file could be opened and not be read.
  case unreadable(FileBytes.Failure)
}

extension CollectionError: CustomStringConvertible {
  /// The sentence for a person: what was expected and what stands in the file. Thread: any.
  public var description: String {
    switch self {
    case .empty(let start):
      "the file is empty (offset \(start): expected \"RIFF\", found the end)"
    case .tooShort(let count, let start):
      "the file is too short for a collection (offset \(start + count): expected 12 bytes or more, found the end)"
    case .notRIFF(let found, let start):
      "not a collection of instruments "
        + "(offset \(start): expected \"RIFF\", found \(found.map { "\"\($0)\"" } ?? "too little"))"
    case .soundFont(let start):
      "a SoundFont bank, not a DLS collection (offset \(start + 8): expected form type \"DLS \", found \"sfbk\")"
    case .otherKind(let kind, let start):
      "\(kind.noun), not a \(kind == .dls ? "SoundFont" : "collection of instruments") \(Self.evidence(of: kind, at: start))"
    case .truncated(let count, let expected, let start):
      "the file ends before its first instrument (offset \(start + count): expected \(expected) bytes, found the end)"
    case .noInstruments(let reason):
      "the collection holds no usable instrument" + (reason.map { " (\($0))" } ?? "")
    case .noPresets(let reason):
      "the SoundFont holds no usable preset" + (reason.map { " (\($0))" } ?? "")
    case .unreadable(let failure):
      failure.description
    }
  }

  private static func evidence(of kind: FileKind, at start: Int) -> String {
    switch kind {
    case .rmid: form("RMID", at: start)
    case .wave: form("WAVE", at: start)
    case .otherRIFF(let type): form(type, at: start)
    case .dls: "(offset \(start + 8): expected form type \"sfbk\", found \"DLS \")"
    case .midi: "(offset \(start): expected \"RIFF\", found \"MThd\")"
    case .xmf: "(offset \(start): expected \"RIFF\", found \"XMF_\")"
    case .soundFont, .unknown, .empty: ""
    }
  }

  private static func form(_ type: FourCC, at start: Int) -> String {
    "(offset \(start + 8): expected form type \"DLS \" or \"sfbk\", found \"\(type)\")"
  }
}
