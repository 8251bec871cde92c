// SPDX-License-Identifier: MIT
// Reads a Standard MIDI File chunk by chunk. Any thread but the audio thread.

/// Reads a Standard MIDI File.
///
///     MThd  length  format  tracks  division      each number big-endian
///     MTrk  length  (quantity of ticks, event)…   SongReader+Events.swift
///     MTrk  …
///
/// Source: Standard MIDI Files 1.0, "Chunk Descriptions".
struct SongReader: ~Copyable {
  /// Events that are kept. A million are hours of dense music; what is beyond four is no music.
  static var eventLimit: Int { 1 << 22 }
  /// Tempos and time signatures that are kept together: twenty changes a second for an hour and a half.
  static var tempoLimit: Int { 1 << 17 }
  /// Texts that are kept.
  static var textLimit: Int { 1 << 16 }
  /// Tracks that can be numbered.
  static var trackLimit: Int { Int(UInt16.max) }

  /// A track on its way.
  struct Track {
    let number: UInt16
    var position: Int
    var end: Int
    var tick: Int64 = 0
    /// The last status of a channel message; 0 where there was none.
    var runningStatus: UInt8 = 0
    /// Whether an event stood since which ends running status.
    var hasLapsed = false
    var hasWarnedOfLapse = false
    /// Where the last F0 or F7 event stood.
    var exclusiveTick: Int64 = 0
    /// The MIDI port (meta event 21) that the messages are for.
    var port: UInt8 = 0
  }

  let bytes: [UInt8]
  /// Where the song begins in `bytes`.
  let start: Int
  /// Where the song ends in `bytes`.
  let end: Int
  /// Puts System Exclusive messages together and takes escapes apart: both are wire bytes.
  var parser: WireParser
  var warnings: WarningLog
  var hasWarnedOfTexts = false
  var hasWarnedOfTempos = false
  var track: Track

  private(set) var format = 0
  private(set) var division = Division.ticksPerQuarter(96)
  private(set) var trackCount = 0

  // The contents of all tracks, one track after the other.
  var events = EventRecorder()
  var systemExclusiveBytes: [UInt8] = []
  var texts: [Song.Text] = []
  var tempos: [TempoMap.Tempo] = []
  var timeSignatures: [TimeSignature] = []
  var lengthInTicks: Int64 = 0

  /// Throws where the container has no song.
  init(_ container: SongContainer) throws(SongError) {
    let song = try container.songRange()
    bytes = container.bytes
    start = song.lowerBound
    end = song.upperBound
    warnings = container.warnings
    warnings.unpackedFrom = container.unpackedFrom
    // No message is longer than the song, but for the F7 that an unfinished one is given.
    parser = WireParser(systemExclusiveCapacity: song.count + 2)
    track = Track(number: 0, position: 0, end: 0)
    events.reserve(byteCount: song.count)
  }

  /// Reads the header and every track.
  mutating func read() throws(SongError) {
    try readTracks(from: try readHeader())
    let declared = number(at: start + 10, count: 2)
    if trackCount != declared {
      warnings.add(.trackCount(actual: trackCount), at: start + 10, .number(declared))
    }
  }

  /// A big-endian number of `count` bytes, which are there.
  func number(at offset: Int, count: Int) -> Int {
    bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Returns where the tracks begin.
  private mutating func readHeader() throws(SongError) -> Int {
    guard end - start >= 14 else { throw .truncatedHeader(offset: end) }
    let length = number(at: start + 4, count: 4)
    format = number(at: start + 8, count: 2)
    guard format <= 1 else { throw .unsupportedFormat(offset: start + 8, found: format) }
    let word = UInt16(number(at: start + 12, count: 2))
    guard let division = Division(word: word) else { throw .unusableDivision(offset: start + 12, found: word) }
    self.division = division
    var position = start + 14
    if length != 6 {
      warnings.add(.headerLength, at: start + 4, .number(length))
      // A longer header is skipped, unless it is the length that is wrong.
      let isHeaderOfSix = length < 6 || length > end - start - 8 || SongContainer.has("MTrk", bytes, at: position)
      if !isHeaderOfSix { position = start + 8 + length }
    }
    return position
  }

  private mutating func readTracks(from start: Int) throws(SongError) {
    var position = start
    while position < end, let next = readChunk(at: position) { position = next }
    guard trackCount > 0 else { throw .noTrack(offset: start, found: bytes.found(at: start, count: 4)) }
  }

  /// Reads or skips the chunk at an offset. Returns where the next one is; nil where there is none.
  private mutating func readChunk(at position: Int) -> Int? {
    let isWhole = end - position >= 8
    let length = isWhole ? number(at: position + 4, count: 4) : 0
    if isWhole, SongContainer.has("MTrk", bytes, at: position) {
      guard trackCount < SongReader.trackLimit else {
        warnings.add(.tooManyTracks, at: position, bytes.found(at: position, count: 4))
        return nil
      }
      return readTrack(at: position + 8, length: length)
    }
    if isWhole, isChunkID(at: position), length <= end - position - 8 {
      warnings.add(.unknownChunk, at: position, bytes.found(at: position, count: 4))
      return position + 8 + length
    }
    let next = trackID(from: position, below: end)
    warnings.add(.strayBytes, at: position, bytes.found(at: position, count: 4))
    return next
  }

  /// Reads the events of a track. Returns where the next chunk is; nil where nothing more is to be read.
  private mutating func readTrack(at start: Int, length: Int) -> Int? {
    var trackEnd = start + min(length, end - start)
    if length > end - start {
      warnings.add(.chunkBeyondEnd, at: start - 4, .number(length))
    } else if length == 0, start < end, !isChunkID(at: start) {
      warnings.add(.trackLengthZero, at: start - 4, .number(length))
      trackEnd = end
    }
    track = Track(number: UInt16(trackCount), position: start, end: trackEnd)
    trackCount += 1
    let hasEnded = readEvents()
    lengthInTicks = max(lengthInTicks, track.tick)
    guard !isFull else {
      warnings.add(.tooManyEvents, at: track.position, .number(events.count))
      return nil
    }
    guard track.position < trackEnd else { return trackEnd }
    // A length that is too long hides the next track, and so does damage.
    let next = trackID(from: track.position, below: trackEnd)
    if hasEnded {
      warnings.add(.bytesAfterEndOfTrack, at: track.position, bytes.found(at: track.position, count: 4))
    }
    return next ?? trackEnd
  }

  /// Whether no more events are kept.
  var isFull: Bool { events.count >= SongReader.eventLimit }

  /// Whether four letters, digits or blanks stand at an offset.
  private func isChunkID(at offset: Int) -> Bool {
    offset <= end - 4 && bytes[offset..<offset + 4].allSatisfy { (0x20..<0x7F).contains($0) }
  }

  /// The first offset below `limit` where a track chunk may begin.
  private func trackID(from start: Int, below limit: Int) -> Int? {
    let limit = min(limit, end - 7)
    guard start < limit else { return nil }
    return (start..<limit).first { bytes[$0] == 0x4D && SongContainer.has("MTrk", bytes, at: $0) }
  }
}
