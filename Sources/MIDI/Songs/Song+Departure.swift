// SPDX-License-Identifier: MIT
// Where the container of a song departs from its standard without any effect. Any thread but the audio thread.

extension Song {
  /// Something about an RMID or XMF file that its standard has otherwise, and that changes nothing: only who looks into
  /// a file wants to know. What is lost or changed is a `Warning`.
  public struct Departure: Sendable, Equatable {
    /// Where, in bytes from the beginning of the file.
    public let offset: Int
    /// What is otherwise.
    public let kind: Kind
    /// What stood there.
    public let found: Found

    /// What can be otherwise than the standard has it.
    public enum Kind: Sendable, Equatable {
      /// There is no song, which is what the file is for.
      case songMissing

      // MARK: RMID

      /// The form ends before the file does.
      case formLength(actual: Int)
      /// The pad byte of an odd chunk is missing at the end of what the chunk stands in.
      case padMissing
      /// Too few bytes for a chunk stand behind the last one.
      case strayBytes
      /// A list is too short for its type.
      case listTypeMissing
      /// A chunk's identifier is not printable.
      case identifierUnprintable
      /// There is a second song or bank.
      case chunkRepeated
      /// The song stands behind the bank.
      case songAfterBank
      /// The upper byte of `DBNK`, which is reserved, is not 0.
      case bankOffsetReserved

      // MARK: XMF

      /// A version of the meta file format that nobody knows.
      case xmfVersion
      /// A type of file that nobody knows, that another version has, or none at all.
      case xmfFileType(ClosedRange<Int>)
      /// A revision that the type of file does not have.
      case xmfFileRevision(ClosedRange<Int>)
      /// The tree ends elsewhere than the header says.
      case xmfTreeEnd(actual: Int)
      /// Metadata of a node cannot be read from here on.
      case xmfMetadata
      /// The unpackers of a node are not there, or none that the standard has.
      case xmfUnpackers
      /// A folder has fewer nodes than it says.
      case xmfItemCount(actual: Int)
      /// Bytes that nobody finds, at the end of a node.
      case xmfHiddenBytes
      /// A resource does not say in which format it is.
      case xmfFormatMissing
      /// A resource is in another format than its node says; `formats` are those that it could be in, nil where the
      /// standard has no number for it.
      case xmfFormat(ClosedRange<Int>?)
      /// Something packed has another length than its node says.
      case xmfUnpackedLength(actual: Int)
    }
  }
}
