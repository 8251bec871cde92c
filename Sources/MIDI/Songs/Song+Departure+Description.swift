// SPDX-License-Identifier: MIT
// The one place where departures of containers become sentences. Any thread but the audio thread.

extension Song.Departure: CustomStringConvertible {
  /// "offset N: expected X, found Y". Thread: any.
  public var description: String { "offset \(offset): expected \(expected), found \(found)" }

  /// What the standard has there, in words. Thread: any.
  public var expected: String {
    switch kind {
    case .songMissing: "a song"
    case .formLength(let actual): "a form of \(actual) bytes"
    case .padMissing: "a pad byte"
    case .strayBytes: "the end of the list"
    case .listTypeMissing: "a list type of 4 bytes"
    case .identifierUnprintable: "an identifier of printable characters"
    case .chunkRepeated: "one song and one bank"
    case .songAfterBank: "the song before the bank"
    case .bankOffsetReserved: "no reserved bits in DBNK"
    case .xmfVersion: "version '1.00', '1.01' or '2.00'"
    case .xmfFileType(let types): "XmfFileTypeID to be \(Song.Departure.text(types))"
    case .xmfFileRevision(let revisions): "XmfFileTypeRevisionID to be \(Song.Departure.text(revisions))"
    case .xmfTreeEnd(let actual): "TreeEnd to be \(actual)"
    case .xmfMetadata: "a field of metadata"
    case .xmfUnpackers: "an unpacker"
    case .xmfItemCount(let actual): "NodeContainedItems to be \(actual)"
    case .xmfHiddenBytes: "the end of the node"
    case .xmfFormatMissing: "a ResourceFormatID"
    case .xmfFormat(let formats?): "ResourceFormatID to be \(Song.Departure.text(formats))"
    case .xmfFormat(nil): "ResourceFormatID to be none of 0 to 5"
    case .xmfUnpackedLength(let actual): "DecodedSize to be \(actual)"
    }
  }

  /// "2", "2 to 4".
  private static func text(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}

extension Song.Departure.Kind {
  /// The departure without its facts: a word that does not change between versions. Thread: any.
  public var code: String {
    switch self {
    case .songMissing: "songMissing"
    case .formLength: "formLength"
    case .padMissing: "padMissing"
    case .strayBytes: "strayBytes"
    case .listTypeMissing: "listTypeMissing"
    case .identifierUnprintable: "identifierUnprintable"
    case .chunkRepeated: "chunkRepeated"
    case .songAfterBank: "songAfterBank"
    case .bankOffsetReserved: "bankOffsetReserved"
    case .xmfVersion: "xmfVersion"
    case .xmfFileType: "xmfFileType"
    case .xmfFileRevision: "xmfFileRevision"
    case .xmfTreeEnd: "xmfTreeEnd"
    case .xmfMetadata: "xmfMetadata"
    case .xmfUnpackers: "xmfUnpackers"
    case .xmfItemCount: "xmfItemCount"
    case .xmfHiddenBytes: "xmfHiddenBytes"
    case .xmfFormatMissing: "xmfFormatMissing"
    case .xmfFormat: "xmfFormat"
    case .xmfUnpackedLength: "xmfUnpackedLength"
    }
  }
}
