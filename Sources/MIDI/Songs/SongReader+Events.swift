// SPDX-License-Identifier: MIT
// Reads the events of one track of a Standard MIDI File. Any thread but the audio thread.

/// What keeps the rest of a track from being understood.
struct TrackDamage: Error {
  let problem: Song.Problem
  let offset: Int
  let found: Song.Found
}

extension SongReader {
  /// Reads a track up to its end, or to where it cannot be understood. Returns whether its End of Track was there.
  mutating func readEvents() -> Bool {
    parser.reset()
    do throws(TrackDamage) {
      while track.position < track.end {
        guard !isFull else { return true }
        track.tick += Int64(try quantity())
        guard try readEvent() else {
          finishSystemExclusive(at: track.position)
          return true
        }
      }
      warnings.add(.missingEndOfTrack, at: track.position, .endOfTrack)
    } catch {
      warnings.add(error.problem, at: error.offset, error.found)
    }
    // Who knows what of the message the damage took.
    if parser.isInSystemExclusive { warnings.add(.brokenSystemExclusive, at: track.position, .endOfTrack) }
    return false
  }

  /// Reads the event after its delta time. Returns false for End of Track.
  private mutating func readEvent() throws(TrackDamage) -> Bool {
    let start = track.position
    let byte = try nextByte()
    switch byte {
    case 0x80..<0xF0:
      track.runningStatus = byte
      track.hasLapsed = false
      try readChannelMessage(byte, at: start)
    case 0xF0, 0xF7:
      track.hasLapsed = true
      try readSystemExclusive(byte, at: start)
    case 0xFF:
      track.hasLapsed = true
      return try readMeta(at: start)
    case 0xF1...0xFE:
      track.hasLapsed = true
      warnings.add(.bareSystemMessage, at: start, .bytes([byte]))
      for _ in 1..<Event.length(ofStatus: byte) { _ = try nextByte() }
    default:
      track.position = start
      return try readUnderRunningStatus()
    }
    return true
  }

  /// Reads an event that begins with a data byte. Returns false for End of Track.
  private mutating func readUnderRunningStatus() throws(TrackDamage) -> Bool {
    let start = track.position
    guard track.runningStatus != 0 else {
      // Whatever it was meant to be, the next status is a place to go on.
      while track.position < track.end, bytes[track.position] < 0x80 { track.position += 1 }
      let skipped = Array(bytes[start..<min(track.position, start + 12)])
      warnings.add(.dataWithoutStatus, at: start, .bytes(skipped))
      return track.position < track.end ? try readEvent() : true
    }
    if track.hasLapsed, !track.hasWarnedOfLapse {
      track.hasWarnedOfLapse = true
      warnings.add(.runningStatusAfterMeta, at: start, .bytes([bytes[start]]))
    }
    try readChannelMessage(track.runningStatus, at: start)
    return true
  }

  /// Reads the data bytes of a channel message.
  private mutating func readChannelMessage(_ status: UInt8, at start: Int) throws(TrackDamage) {
    finishSystemExclusive(at: start)
    let length = Event.length(ofStatus: status)
    var packed = UInt64(status)
    for index in 1..<UInt64(length) {
      packed |= UInt64(try nextByte()) << (8 * index)
    }
    guard packed & 0x8080_8000 == 0 else {
      warnings.add(.statusAsData, at: start, .bytes(Array(bytes[start..<track.position])))
      return
    }
    append(packed: packed, length: Int(length), tick: track.tick)
  }

  /// Adds a message of the track, where there is room.
  mutating func append(packed: UInt64, length: Int, tick: Int64) {
    guard !isFull else { return }
    events.add(
      packed: packed, length: length, tick: tick, port: track.port, track: track.number,
      exclusiveStart: systemExclusiveBytes.count)
  }

  /// The next byte of the track.
  mutating func nextByte() throws(TrackDamage) -> UInt8 {
    guard track.position < track.end else {
      throw TrackDamage(problem: .truncatedEvent, offset: track.position, found: .endOfTrack)
    }
    defer { track.position += 1 }
    return bytes[track.position]
  }

  /// A variable-length quantity, 0 to 2²⁸ − 1. Source: Standard MIDI Files 1.0, "Conventions".
  mutating func quantity() throws(TrackDamage) -> Int {
    let start = track.position
    var value = 0
    for _ in 0..<4 {
      let byte = try nextByte()
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return value }
    }
    throw TrackDamage(problem: .quantityTooLong, offset: start, found: bytes.found(at: start, count: 5))
  }

  /// A quantity and as many bytes after it.
  mutating func block() throws(TrackDamage) -> Range<Int> {
    let start = track.position
    let length = try quantity()
    guard length <= track.end - track.position else {
      throw TrackDamage(problem: .truncatedEvent, offset: start, found: .endOfTrack)
    }
    defer { track.position += length }
    return track.position..<track.position + length
  }
}
