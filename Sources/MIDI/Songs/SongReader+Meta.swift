// SPDX-License-Identifier: MIT
// Reads the meta events of a track. Any thread but the audio thread.

extension SongReader {
  /// Reads a meta event after its FF. Returns false for End of Track.
  ///
  /// Source: Standard MIDI Files 1.0, "Meta-Events"; MIDI port (21): "MIDI Port Prefix", a widespread addition. Key
  /// signatures, SMPTE offsets, channel prefixes and what belongs to one sequencer change nothing that sounds.
  mutating func readMeta(at start: Int) throws(TrackDamage) -> Bool {
    let kind = try nextByte()
    let content = try block()
    switch kind {
    case 0x2F:
      return false
    case 0x21:
      guard hasBytes(1, in: content, of: kind, at: start) else { break }
      track.port = bytes[content.lowerBound]
    case 0x51:
      guard hasBytes(3, in: content, of: kind, at: start), hasRoomForTempo(at: start) else { break }
      takeTempo(at: content.lowerBound)
    case 0x58:
      guard hasBytes(2, in: content, of: kind, at: start), hasRoomForTempo(at: start) else { break }
      takeTimeSignature(at: content.lowerBound)
    default:
      if let textKind = Song.Text.Kind(rawValue: kind) { takeText(textKind, content, at: start) }
    }
    return true
  }

  private mutating func hasBytes(_ count: Int, in content: Range<Int>, of kind: UInt8, at start: Int) -> Bool {
    guard content.count < count else { return true }
    warnings.add(.shortMeta(kind: kind, bytes: count), at: start, .number(content.count))
    return false
  }

  private mutating func hasRoomForTempo(at start: Int) -> Bool {
    let count = tempos.count + timeSignatures.count
    guard count >= SongReader.tempoLimit else { return true }
    if !hasWarnedOfTempos { warnings.add(.tooManyTempos, at: start, .number(count + 1)) }
    hasWarnedOfTempos = true
    return false
  }

  private mutating func takeTempo(at offset: Int) {
    let microseconds = number(at: offset, count: 3)
    guard microseconds > 0 else {
      warnings.add(.tempoZero, at: offset, .number(0))
      return
    }
    tempos.append(TempoMap.Tempo(tick: track.tick, microsecondsPerQuarter: UInt32(microseconds)))
  }

  private mutating func takeTimeSignature(at offset: Int) {
    let signature = TimeSignature(
      tick: track.tick, numerator: bytes[offset], denominatorPower: bytes[offset + 1])
    guard signature.isUsable else {
      warnings.add(.unusableTimeSignature, at: offset, bytes.found(at: offset, count: 2))
      return
    }
    timeSignatures.append(signature)
  }

  private mutating func takeText(_ kind: Song.Text.Kind, _ content: Range<Int>, at start: Int) {
    guard texts.count < SongReader.textLimit else {
      if !hasWarnedOfTexts { warnings.add(.tooManyTexts, at: start, .number(texts.count + 1)) }
      hasWarnedOfTexts = true
      return
    }
    let string = Song.string(of: bytes[content])
    guard !string.isEmpty else { return }
    texts.append(Song.Text(kind: kind, tick: track.tick, track: track.number, string: string))
  }
}
