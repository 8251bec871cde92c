// SPDX-License-Identifier: MIT
// What was wrong with a file that plays all the same. Any thread but the audio thread.

extension Song {
  /// Something that was wrong with a file that plays all the same.
  public struct Warning: Sendable, Equatable {
    /// Where, in bytes from the beginning of the file, or of what was unpacked.
    public let offset: Int
    /// Where in the file the song was packed in which `offset` counts; nil where it was not.
    public let unpackedFrom: Int?
    /// What is wrong.
    public let problem: Problem
    /// What stood there.
    public let found: Found
  }

  /// What can be wrong with a file that plays all the same.
  public enum Problem: Sendable, Equatable {
    /// A header has another length than six bytes.
    case headerLength
    /// There are more or fewer tracks than the header tells.
    case trackCount(actual: Int)
    /// A file has tracks beyond those that can be numbered; they are not read.
    case tooManyTracks
    /// A chunk of an unknown kind, skipped.
    case unknownChunk
    /// Bytes that belong to no chunk, skipped.
    case strayBytes
    /// A chunk tells a length that goes beyond the end of the file.
    case chunkBeyondEnd
    /// A track tells the length 0 and has events; it is read as long as the file.
    case trackLengthZero
    /// Bytes after the end of a track, skipped.
    case bytesAfterEndOfTrack
    /// A track has no End of Track.
    case missingEndOfTrack
    /// A variable-length quantity has more than four bytes; the rest of the track is lost.
    case quantityTooLong
    /// An event goes beyond the end of its track; the rest of the track is lost.
    case truncatedEvent
    /// Data bytes where a status is expected, skipped.
    case dataWithoutStatus
    /// Running status goes on after a meta or System Exclusive event, which ends it; read as it is meant.
    case runningStatusAfterMeta
    /// A status where a data byte is expected; the message is left out.
    case statusAsData
    /// A system message outside an F7 event, left out.
    case bareSystemMessage
    /// A System Exclusive message has no F7; it is played with one.
    case unfinishedSystemExclusive
    /// A System Exclusive message is cut off by another status, and left out.
    case brokenSystemExclusive
    /// An F7 event holds bytes that are no whole message; they are left out.
    case brokenEscape
    /// A meta event is shorter than its kind asks for, and ignored.
    case shortMeta(kind: UInt8, bytes: Int)
    /// A tempo of 0 microseconds, ignored.
    case tempoZero
    /// A time signature without beats or with an unknown note, ignored.
    case unusableTimeSignature
    /// There are more events than are kept; the rest of the file is not read.
    case tooManyEvents
    /// There are more tempos and time signatures than are kept; the rest is left out.
    case tooManyTempos
    /// There are more texts than are kept; the rest is left out.
    case tooManyTexts

    // MARK: Containers

    /// `DBNK` is no number of a bank, and ignored.
    case bankOffset
    /// An XMF file tells another length than it has.
    case xmfLength(actual: Int)
    /// A node of an XMF file makes no sense; it is skipped, and with it what cannot be found without it.
    case xmfNode
    /// There are more nodes, deeper folders or larger contents than an XMF file of this size can have; they are skipped.
    case xmfTooManyNodes
    /// A resource lies in another file.
    case xmfExternal
    /// A resource is neither a song nor a bank, though its node says so.
    case xmfResource
    /// A resource is packed by something else than zlib.
    case xmfPacking
    /// A packed resource is damaged, or longer than its node says: what came out before is used.
    case xmfDamagedPacking(count: Int)
    /// A packed resource would unpack to more than `limit` bytes.
    case xmfTooLarge(limit: Int)
    /// There are several songs; the one that the file names, or the first, is played.
    case xmfFurtherSongs
  }
}
