// SPDX-License-Identifier: MIT
// Writes down the messages of a song's tracks. Any thread but the audio thread.

/// Writes down messages, densely:
///
///     ticks since the last message of the track      a quantity: 7 bits a byte, the highest first
///     status byte, data bytes                        a message as long as its status says
///     `EventMark.port`, the port, then the message   where the MIDI port is another than that of the last
///     `EventMark.counted`, length, bytes             a message of up to 8 bytes of any other length
///     `EventMark.long`, length (a quantity)          a longer one, the next in the song's `systemExclusiveBytes`
///
/// `EventReader` reads them.
struct EventRecorder {
  private(set) var count = 0
  private(set) var tracks: [Song.Events.Track] = []
  /// The channels that messages of each MIDI port are for, a bit each.
  private(set) var channelsOfPort = [UInt16](repeating: 0, count: 256)
  private var bytes: [UInt8] = []
  private var lastTick: Int64 = 0
  private var lastPort: UInt8 = 0

  /// Makes room for the messages of a song of so many bytes at once: while an array grows it is there twice. Notes take
  /// a third more than in the file, whose statuses may be running ones; what is never written takes no memory.
  mutating func reserve(byteCount: Int) { bytes.reserveCapacity(byteCount + byteCount / 3) }

  /// Adds a message of up to 8 bytes. `tick`: no earlier than that of the track's last message. `exclusiveStart`: how
  /// many bytes of long messages there are so far.
  mutating func add(
    packed: UInt64, length: Int, tick: Int64, port: UInt8, track: UInt16, exclusiveStart: Int
  ) {
    begin(tick: tick, port: port, track: track, exclusiveStart: exclusiveStart)
    let status = UInt8(truncatingIfNeeded: packed)
    if status < 0x80 || length != Int(Event.length(ofStatus: status)) {
      bytes += [EventMark.counted, UInt8(length)]
    }
    for index in 0..<UInt64(length) { bytes.append(UInt8(truncatingIfNeeded: packed >> (8 * index))) }
    if (0x80..<0xF0).contains(status) { channelsOfPort[Int(port)] |= 1 << UInt16(status & 0x0F) }
    end()
  }

  /// Adds a longer message, whose bytes begin at `exclusiveStart`.
  mutating func addLong(length: Int, tick: Int64, port: UInt8, track: UInt16, exclusiveStart: Int) {
    begin(tick: tick, port: port, track: track, exclusiveStart: exclusiveStart)
    bytes.append(EventMark.long)
    append(quantity: UInt64(length))
    end()
  }

  /// What was written down. The channel groups are numbered from 1 in the order of the MIDI ports that channel messages
  /// use, so that a song whose only port is the third still plays on the first group.
  consuming func finish() -> (events: Song.Events, groupCount: Int, channelCount: Int) {
    var groupOfPort = [UInt16](repeating: 0, count: 256)
    var groupCount: UInt16 = 0
    for port in channelsOfPort.indices where channelsOfPort[port] != 0 {
      groupCount += 1
      groupOfPort[port] = groupCount
    }
    let channelCount = channelsOfPort.reduce(0) { $0 + $1.nonzeroBitCount }
    let events = Song.Events(count: count, bytes: bytes, tracks: tracks, groupOfPort: groupOfPort)
    return (events, Int(groupCount), channelCount)
  }

  private mutating func begin(tick: Int64, port: UInt8, track: UInt16, exclusiveStart: Int) {
    if tracks.last?.number != track {
      let range = bytes.count..<bytes.count
      tracks.append(Song.Events.Track(number: track, range: range, exclusiveStart: exclusiveStart))
      lastTick = 0
      lastPort = 0
    }
    append(quantity: UInt64(max(tick - lastTick, 0)))
    lastTick = max(tick, lastTick)
    guard port != lastPort else { return }
    bytes += [EventMark.port, port]
    lastPort = port
  }

  private mutating func end() {
    let last = tracks.count - 1
    tracks[last].range = tracks[last].range.lowerBound..<bytes.count
    count += 1
  }

  private mutating func append(quantity: UInt64) {
    let groups = max(1, (UInt64.bitWidth - quantity.leadingZeroBitCount + 6) / 7)
    for group in stride(from: groups - 1, through: 0, by: -1) {
      bytes.append(UInt8(truncatingIfNeeded: quantity >> UInt64(7 * group)) & 0x7F | (group > 0 ? 0x80 : 0))
    }
  }
}
