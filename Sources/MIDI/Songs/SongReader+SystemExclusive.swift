// SPDX-License-Identifier: MIT
// Reads the F0 and F7 events of a track. Any thread but the audio thread.

extension SongReader {
  /// Reads an F0 event (the beginning of a message, or all of it) or an F7 event (a continuation, or an escape: any
  /// bytes for the wire). Their contents are wire bytes, so the wire's parser reads them.
  ///
  /// Source: Standard MIDI Files 1.0, "<sysex event>".
  mutating func readSystemExclusive(_ kind: UInt8, at start: Int) throws(TrackDamage) {
    let content = try block()
    if kind == 0xF0 {
      finishSystemExclusive(at: start)
      _ = parser.feed(0xF0)
    }
    track.exclusiveTick = track.tick
    let uselessCount = parser.uselessCount
    let droppedCount = parser.droppedSystemExclusiveCount
    for index in content { take(parser.feed(bytes[index])) }
    let hasRest = parser.endShortMessage()
    if hasRest || parser.uselessCount != uselessCount {
      warnings.add(.brokenEscape, at: start, bytes.found(at: content.lowerBound, count: min(content.count, 12)))
    }
    if parser.droppedSystemExclusiveCount != droppedCount {
      warnings.add(
        .brokenSystemExclusive, at: start, bytes.found(at: content.lowerBound, count: min(content.count, 12)))
    }
  }

  /// Ends a message that has no F7 before the event at `offset`, as its status byte does on a wire. The message sounds
  /// where its last bytes stood.
  mutating func finishSystemExclusive(at offset: Int) {
    guard parser.isInSystemExclusive else { return }
    warnings.add(.unfinishedSystemExclusive, at: offset, bytes.found(at: offset, count: 1))
    take(parser.feed(0xF7))
  }

  /// Keeps the message, if any.
  private mutating func take(_ result: WireParser.Result) {
    switch result {
    case .nothing, .droppedSystemExclusive:
      return
    case .short(let packed, let length):
      append(packed: packed, length: Int(length), tick: track.exclusiveTick)
    case .systemExclusive:
      unsafe take(exclusive: parser.systemExclusiveBytes())
    }
  }

  private mutating func take(exclusive message: UnsafeRawBufferPointer) {
    guard message.count > Event.inlineCapacity else {
      let packed = unsafe message.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return append(packed: packed, length: message.count, tick: track.exclusiveTick)
    }
    guard !isFull else { return }
    events.addLong(
      length: message.count, tick: track.exclusiveTick, port: track.port, track: track.number,
      exclusiveStart: systemExclusiveBytes.count)
    // Together they are no longer than the song; of what is reserved only what is written takes memory.
    if systemExclusiveBytes.isEmpty { systemExclusiveBytes.reserveCapacity(end - start) }
    unsafe systemExclusiveBytes.append(contentsOf: message)
  }
}
