// SPDX-License-Identifier: MIT
// Reads the messages of one track that were written down. Any thread.

/// Where a track has got to.
struct EventReader: Sendable {
  /// The tick of the next message, if there is one.
  private(set) var tick: Int64 = 0
  private let track: UInt16
  private var position: Int
  private let end: Int
  private var exclusiveStart: Int
  private var port: UInt8 = 0

  /// `track`: one with messages.
  init(_ track: Song.Events.Track, of bytes: [UInt8]) {
    self.track = track.number
    position = track.range.lowerBound
    end = track.range.upperBound
    exclusiveStart = track.exclusiveStart
    tick = Int64(quantity(bytes))
  }

  /// Whether no message is left.
  var isAtEnd: Bool { tick < 0 }

  /// Whether its next message comes before that of another track.
  func isBefore(_ other: EventReader) -> Bool { (tick, track) < (other.tick, other.track) }

  /// The next message, which there is.
  mutating func read(_ bytes: [UInt8], groupOfPort: [UInt16]) -> Song.Event {
    if bytes[position] == EventMark.port {
      port = bytes[position + 1]
      position += 2
    }
    let (packed, length) = message(bytes)
    let group = groupOfPort[Int(port)]
    let event = Song.Event(tick: tick, packed: packed, length: UInt32(length), track: track, group: group)
    tick = position < end ? tick + Int64(quantity(bytes)) : -1
    return event
  }

  /// The bytes of a short message, or where those of a long one begin.
  private mutating func message(_ bytes: [UInt8]) -> (packed: UInt64, length: Int) {
    let length: Int
    switch bytes[position] {
    case EventMark.long:
      position += 1
      length = Int(quantity(bytes))
      defer { exclusiveStart += length }
      return (UInt64(exclusiveStart), length)
    case EventMark.counted:
      length = Int(bytes[position + 1])
      position += 2
    default:
      length = Int(Event.length(ofStatus: bytes[position]))
    }
    defer { position += length }
    return (bytes[position..<position + length].reversed().reduce(0) { $0 << 8 | UInt64($1) }, length)
  }

  private mutating func quantity(_ bytes: [UInt8]) -> UInt64 {
    var value: UInt64 = 0
    while true {
      let byte = bytes[position]
      position += 1
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return value }
    }
  }
}
