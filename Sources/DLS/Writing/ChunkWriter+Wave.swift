// SPDX-License-Identifier: MIT
// Writes `ptbl` and what stands around the sound of a `wave`. Any thread but audio.

extension ChunkWriter {
  /// `ptbl`, with entries of four bytes: a file below 4 GiB needs no others.
  mutating func writeTable(_ pool: WavePool) {
    chunk("ptbl") { table in
      table.uint32(8)
      table.uint32(UInt32(pool.offsets.count))
      // `POOL_CUE_NULL` where there is no wave.
      for offset in pool.offsets { table.uint32(offset.map { UInt32(truncatingIfNeeded: $0) } ?? 0xFFFF_FFFF) }
    }
  }

  /// A `wave` list, up to its sound and from there on.
  static func pieces(around wave: Wave) -> (before: [UInt8], after: [UInt8]) {
    var before = ChunkWriter()
    before.write(wave.identifier)
    before.writeFormat(of: wave)
    before.header("data", size: UInt32(truncatingIfNeeded: wave.data.count))
    var after = ChunkWriter()
    if wave.data.count & 1 == 1 { after.raw([0]) }
    if let sample = wave.sample { after.write(sample) }
    after.write(wave.info)
    var header = ChunkWriter()
    let size = 4 + before.bytes.count + wave.data.count + after.bytes.count
    header.header("LIST", size: UInt32(truncatingIfNeeded: size))
    header.raw(FourCC("wave").bytes)
    return (header.bytes + before.bytes, after.bytes)
  }

  private mutating func writeFormat(of wave: Wave) {
    chunk("fmt ") { format in
      let frameSize = wave.channelCount * wave.format.bytesPerSample
      format.uint16(1)
      format.uint16(UInt16(wave.channelCount))
      format.uint32(wave.sampleRate)
      format.uint32(wave.sampleRate * UInt32(frameSize))
      format.uint16(UInt16(frameSize))
      format.uint16(UInt16(wave.format.bytesPerSample * 8))
    }
  }
}
