// SPDX-License-Identifier: MIT
// Reads `shdr` (SoundFont 2.04, 7.10). Any thread but audio.

extension SoundFontReader {
  /// All samples, so that indices hold; one that cannot sound has an empty range.
  mutating func readSamples(_ table: SoundFontTable) {
    let count = readableCount(table)
    soundFont.samples.reserveCapacity(count)
    var inROM: (count: Int, first: Int) = (0, 0)
    for number in 0..<count {
      let record = table[number]
      log.enter("shdr", number + 1)
      let sample = sample(record)
      log.leave()
      if sample.isROM {
        if inROM.count == 0 { inROM.first = record.fileOffset + 44 }
        inROM.count += 1
      }
      soundFont.samples.append(sample)
    }
    if inROM.count > 0 { log.warn(.soundFont(.samplesInROM(count: inROM.count)), at: inROM.first) }
    checkLinks(table)
  }

  private mutating func sample(_ record: Record) -> SoundFont.Sample {
    let type = type(record)
    var sample = SoundFont.Sample(
      name: record.name(0), range: 0..<0, loopStart: Int(record.uint32(28)), loopEnd: Int(record.uint32(32)),
      rate: rate(record), originalKey: originalKey(record), correctionCents: Int8(bitPattern: record.uint8(41)),
      link: record.uint16(42), type: type)
    if !sample.isROM { sample.range = range(record, isCompressed: sample.isCompressed) }
    return sample
  }

  /// Within the data that is there; empty, with a warning, where nothing of the sample is.
  private mutating func range(_ record: Record, isCompressed: Bool) -> Range<Int> {
    let available = isCompressed ? soundFont.sampleData.count : soundFont.sampleData.count / 2
    let (start, end) = (record.uint32(20), record.uint32(24))
    guard start < end, Int(clamping: start) < available else {
      log.warn(
        .soundFont(.sampleEmpty(start: start, end: end, available: available)), at: record.fileOffset + 20)
      return 0..<0
    }
    if Int(clamping: end) > available {
      log.warn(.soundFont(.sampleCut(end: end, available: available)), at: record.fileOffset + 24)
    }
    return Int(start)..<min(Int(clamping: end), available)
  }

  /// A rate of zero is not allowed, and the nearest practical one is used; 400 Hz is the lowest that all hardware plays.
  private mutating func rate(_ record: Record) -> UInt32 {
    let rate = record.uint32(36)
    let used = rate == 0 ? 400 : min(max(rate, 100), 384_000)
    if used != rate { warn(.dwSampleRate, Int(clamping: rate), Int(used), at: record.fileOffset + 36) }
    return used
  }

  /// 255 says that a sound has no pitch; it is played as if middle C had been recorded.
  private mutating func originalKey(_ record: Record) -> UInt8 {
    let key = record.uint8(40)
    guard key > 127 else { return key }
    if key != 255 { warn(.byOriginalPitch, Int(key), 60, at: record.fileOffset + 40) }
    return 60
  }

  private mutating func type(_ record: Record) -> UInt16 {
    let type = record.uint16(44)
    let compressed: UInt16 = soundFont.version.major >= 3 ? 0x0010 : 0
    let used = type & (0x800F | compressed)
    // A sample in ROM has no file of its own.
    let isSound = [1, 2, 4, 8].contains(used & 0x000F) && used & 0x8010 != 0x8010
    if used != type || !isSound { warn(.sfSampleType, Int(type), Int(used), at: record.fileOffset + 44) }
    return used
  }

  private mutating func warn(_ field: SoundFont.SampleField, _ found: Int, _ used: Int, at offset: Int) {
    log.warn(.soundFont(.sampleField(field, found: found, used: used)), at: offset)
  }

  /// Left and right samples name each other. Where they do not, nothing changes, for both are zones of their own; and
  /// many banks have not one good link.
  private mutating func checkLinks(_ table: SoundFontTable) {
    let samples = soundFont.samples
    let broken = samples.indices.filter { number in
      let sample = samples[number]
      guard [2, 4, 8].contains(sample.side) && !sample.isROM else { return false }
      guard let other = samples.indices.contains(Int(sample.link)) ? samples[Int(sample.link)] : nil else {
        return true
      }
      // What a chain of linked samples means is left open.
      return sample.side != 8 && (other.side != 6 - sample.side || Int(other.link) != number)
    }
    guard let first = broken.first else { return }
    log.warn(.soundFont(.stereoLinksBroken(count: broken.count)), at: table[first].fileOffset + 42)
  }
}
