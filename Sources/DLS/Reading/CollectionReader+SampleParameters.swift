// SPDX-License-Identifier: MIT
// Reads `wsmp`. Any thread but audio.

extension CollectionReader {
  private static let headerSize = 20
  private static let loopSize = 16
  /// One tenth of a decibel in the unit of `lGain`.
  private static let centibel = 65_536

  /// `wsmp` of a region or wave whose sound has `frames`; nil where there is none.
  mutating func sampleParameters(_ children: ChunkList, frames: Int) -> SampleParameters? {
    guard let chunk = children["wsmp"], let record = record(chunk, minimum: Self.headerSize) else { return nil }
    var sample = SampleParameters()
    sample.unityNote = unityNote(record)
    sample.fineTune = Int16(clamped(.sFineTune, Int(record.int16(6)), to: -1200...1200, record, 6))
    sample.gain = Int32(
      clamped(.lGain, Int(record.int32(8)), to: -960 * Self.centibel...240 * Self.centibel, record, 8))
    sample.options = record.uint32(12)
    check(.fulOptions, record.uint32(12), reserved: 0xFFFF_FFFC, record, 12)
    sample.loop = loop(record, chunk, frames: frames)
    return sample
  }

  private mutating func unityNote(_ record: Record) -> UInt8 {
    let note = record.uint16(4)
    guard note > 127 else { return UInt8(note) }
    warnOfValue(.usUnityNote, found: Int(note), used: 60, record, 4)
    return 60
  }

  private mutating func clamped(
    _ field: Warning.Field, _ value: Int, to range: ClosedRange<Int>, _ record: Record, _ offset: Int
  ) -> Int {
    let used = min(max(value, range.lowerBound), range.upperBound)
    if used != value { warnOfValue(field, found: value, used: used, record, offset) }
    return used
  }

  /// The first loop, if it fits the record and the wave.
  private mutating func loop(_ record: Record, _ chunk: Chunk, frames: Int) -> SampleParameters.Loop? {
    let header = headerSize(of: record, in: chunk, specified: Self.headerSize)
    let count = record.uint32(16)
    guard count > 0 else { return nil }
    guard record.count - header >= Self.loopSize else {
      log.warn(.countWrong(.cSampleLoops, stated: count, found: 0), at: record.fileOffset + 16)
      return nil
    }
    if record.uint32(header) < UInt32(Self.loopSize) {
      log.depart(.value(.loopSize, found: Int(record.uint32(header))), at: record.fileOffset + header)
    }
    if count > 1 { log.warn(.loopsSurplus(count: count), at: record.fileOffset + 16) }
    return inside(
      SampleParameters.Loop(
        kind: loopKind(record, header + 4), start: record.uint32(header + 8), length: record.uint32(header + 12)),
      frames: frames, at: record.fileOffset + header)
  }

  /// Code 2 is loop and release of the first header files; a code that nobody knows loops forward.
  private mutating func loopKind(_ record: Record, _ offset: Int) -> SampleParameters.Loop.Kind {
    let (code, place) = (record.uint32(offset), record.fileOffset + offset)
    if let kind = SampleParameters.Loop.Kind(rawValue: code) { return kind }
    let kind = code == 2 ? SampleParameters.Loop.Kind.untilRelease : .forward
    if code == 2 {
      log.depart(.value(.ulLoopType, found: 2), at: place)
    } else {
      warnOfValue(.ulLoopType, found: Int(clamping: code), used: 0, record, offset)
    }
    log.translate(.ulLoopType, code, to: kind.rawValue, at: place)
    return kind
  }

  /// The loop as far as it lies inside the wave; nil where not one frame does.
  private mutating func inside(
    _ loop: SampleParameters.Loop, frames: Int, at offset: Int
  ) -> SampleParameters.Loop? {
    let (start, length) = (Int64(loop.start), Int64(loop.length))
    let kept = min(length, Int64(frames) - start)
    if kept == length && length > 0 { return loop }
    log.warn(
      .loopOutsideWave(start: loop.start, length: loop.length, frames: frames, isKept: kept > 0), at: offset)
    guard kept > 0 else { return nil }
    return SampleParameters.Loop(kind: loop.kind, start: loop.start, length: UInt32(kept))
  }
}
