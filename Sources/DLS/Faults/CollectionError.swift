// SPDX-License-Identifier: MIT
// Why bytes are no collection at all. Any thread but audio.

/// What stood in a file instead of a collection of instruments.
public enum CollectionError: Error, Sendable, Equatable {
  /// Not one byte.
  case empty
  /// Begins like a RIFF file and ends before its type.
  case tooShort(byteCount: Int)
  /// Something without a known beginning; `found` is its first four bytes, when there are four.
  case notRIFF(found: FourCC?)
  /// A SoundFont bank.
  case soundFont
  /// A file of another kind: a song, a sound, a container.
  case otherKind(FileKind)
  /// The file ends before its first instrument. Both counts from the beginning of the file, in bytes.
  case truncated(byteCount: Int, expected: Int)
  /// The form is whole, but no instrument of it can be used; the first finding may say why.
  case noInstruments(because: Warning?)
}

extension CollectionError: CustomStringConvertible {
  /// The sentence for a person: what was expected and what stands in the file. Thread: any.
  public var description: String {
    switch self {
    case .empty:
      "the file is empty (offset 0: expected \"RIFF\", found the end)"
    case .tooShort(let count):
      "the file is too short for a collection (offset \(count): expected 12 bytes or more, found the end)"
    case .notRIFF(let found):
      "not a collection of instruments (offset 0: expected \"RIFF\", found \(found.map { "\"\($0)\"" } ?? "too little"))"
    case .soundFont:
      "a SoundFont bank: SoundFonts are not read yet by this version "
        + "(offset 8: expected form type \"DLS \", found \"sfbk\")"
    case .otherKind(let kind):
      "\(kind.noun), not a collection of instruments \(Self.evidence(of: kind))"
    case .truncated(let count, let expected):
      "the file ends before its first instrument (offset \(count): expected \(expected) bytes, found the end)"
    case .noInstruments(let reason):
      "the collection holds no usable instrument" + (reason.map { " (\($0))" } ?? "")
    }
  }

  private static func evidence(of kind: FileKind) -> String {
    switch kind {
    case .rmid: "(offset 8: expected form type \"DLS \", found \"RMID\")"
    case .wave: "(offset 8: expected form type \"DLS \", found \"WAVE\")"
    case .otherRIFF(let type): "(offset 8: expected form type \"DLS \", found \"\(type)\")"
    case .midi: "(offset 0: expected \"RIFF\", found \"MThd\")"
    case .xmf: "(offset 0: expected \"RIFF\", found \"XMF_\")"
    case .dls, .soundFont, .unknown, .empty: ""
    }
  }
}
