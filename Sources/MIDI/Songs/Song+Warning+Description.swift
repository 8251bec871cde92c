// SPDX-License-Identifier: MIT
// The one place where warnings about a song become sentences. Any thread but the audio thread.

extension Song.Warning: CustomStringConvertible {
  /// The sentence for people, without the name of the file.
  public var description: String {
    let (what, expected) = problem.words
    return Song.Found.sentence(what, offset: offset, unpackedFrom: unpackedFrom, expected: expected, found: found)
  }

  /// What is wrong and what is done about it, in words. Thread: any.
  public var what: String { problem.words.what }
  /// What was expected instead of what was found, in words. Thread: any.
  public var expected: String { problem.words.expected }
}

extension Song.Problem {
  /// What is wrong and what is done about it, and what was expected instead.
  var words: (what: String, expected: String) {
    switch self {
    case .headerLength: ("the header has an unusual length", "6")
    case .trackCount(let actual): ("the header tells another number of tracks", String(actual))
    case .tooManyTracks: ("there are too many tracks, the rest is not read", "at most \(SongReader.trackLimit)")
    case .unknownChunk: ("an unknown chunk is skipped", "'MTrk'")
    case .strayBytes: ("bytes outside of any chunk are skipped", "a chunk")
    case .chunkBeyondEnd: ("a chunk is longer than the file", "a length within the file")
    case .trackLengthZero: ("a track with events tells no length", "the length of the track")
    case .bytesAfterEndOfTrack: ("bytes after the end of a track are skipped", "the end of the chunk")
    case .missingEndOfTrack: ("a track does not tell its end", "0xFF2F00")
    case .quantityTooLong: ("a quantity is too long, the rest of the track is lost", "at most 4 bytes")
    case .truncatedEvent: ("an event is cut off, the rest of the track is lost", "the rest of the event")
    case .dataWithoutStatus: ("data bytes without a status are skipped", "a status byte")
    case .runningStatusAfterMeta: ("running status goes on after an event that ends it", "a status byte")
    case .statusAsData: ("a message is left out for its data", "a byte below 0x80")
    case .bareSystemMessage: ("a system message outside an escape is left out", "a channel, F0, F7 or FF event")
    case .unfinishedSystemExclusive: ("a System Exclusive message is finished for the file", "F7 at its end")
    case .brokenSystemExclusive: ("a cut-off System Exclusive message is left out", "F7 at its end")
    case .brokenEscape: ("bytes that are no whole message are left out", "whole messages")
    case .shortMeta(let kind, let bytes):
      ("meta event 0x" + String(kind, radix: 16, uppercase: true) + " is ignored", "a length of \(bytes)")
    case .tempoZero: ("a tempo is ignored", "at least 1 microsecond a quarter note")
    case .unusableTimeSignature: ("a time signature is ignored", "beats of a whole to a 128th note")
    case .tooManyEvents: ("there are too many events, the rest is not read", "at most \(SongReader.eventLimit)")
    case .bankOffset: ("the file's own bank offset is ignored", "two bytes, 0 to 127")
    case .xmfLength(let actual): ("the file tells another length", String(actual))
    case .xmfNode: ("a damaged node is skipped, with what cannot be found without it", "a node")
    case .xmfTooManyNodes: ("nodes beyond the file's means are skipped", "a small tree of nodes that do not overlap")
    case .xmfExternal: ("a resource in another file is left out", "reference type 1 to 3")
    case .xmfResource: ("a resource is left out", "'MThd', or 'RIFF' with 'DLS ' or 'sfbk'")
    case .xmfPacking: ("a packed resource is left out", "zlib, or nothing packed")
    case .xmfDamagedPacking(let count):
      ("a packed resource ends early, its first \(count) bytes are used", "a zlib stream of the stated length")
    case .xmfTooLarge(let limit): ("a packed resource is too large and left out", "at most \(limit) bytes")
    case .xmfFurtherSongs: ("the file holds several songs, of which one is played", "1")
    case .tooManyTempos:
      ("there are too many tempos and time signatures, the rest is left out", "at most \(SongReader.tempoLimit)")
    case .tooManyTexts: ("there are too many texts, the rest is left out", "at most \(SongReader.textLimit)")
    }
  }
}
