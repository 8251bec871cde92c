// SPDX-License-Identifier: MIT
// Finds `smpl` and `sm24` (SoundFont 2.04, chapter 6). Any thread but audio.

extension SoundFontReader {
  /// The places of both; nothing of them is read.
  mutating func readSampleData(_ list: Chunk?) throws(CollectionError) {
    guard let list else { return log.warn(.soundFont(.sampleDataMissing), at: 0) }
    var cursor = SourceCursor(source, childrenOf: list)
    var chunks = ChunkList()
    log.enter("sdta")
    while let chunk = try cursor.next(&log) {
      if chunk.identifier == "smpl" || chunk.identifier == "sm24" {
        chunks.chunks.append(chunk)
      } else {
        log.ignore(chunk)
      }
    }
    log.leave()
    if let high = chunks["smpl"] {
      soundFont.sampleData = high.payload
    } else {
      log.warn(.soundFont(.sampleDataMissing), at: list.offset)
    }
    if let low = chunks["sm24"] { useLowBytes(low, hasHighBytes: chunks["smpl"] != nil) }
  }

  /// `sm24` counts only where it belongs to `smpl` byte by byte (6.2); a pad byte may be counted in.
  private mutating func useLowBytes(_ chunk: Chunk, hasHighBytes: Bool) {
    let expected = soundFont.sampleData.count / 2
    let version = soundFont.version
    var fault: SoundFont.LowBytesFault?
    if !hasHighBytes {
      fault = .withoutHighBytes
    } else if (version.major, version.minor) < (2, 4) {
      fault = .version(version)
    } else if chunk.payload.count != expected && chunk.payload.count != expected + expected & 1 {
      fault = .size(found: chunk.payload.count, expected: expected)
    }
    if let fault { return log.warn(.soundFont(.lowBytesIgnored(fault)), at: chunk.offset) }
    soundFont.lowSampleData = chunk.payload.lowerBound..<chunk.payload.lowerBound + expected
  }
}
