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
      format.uint16(wave.extent == nil ? wave.format.tag : 0xFFFE)
      format.uint16(UInt16(wave.channelCount))
      format.uint32(wave.sampleRate)
      format.uint32(wave.sampleRate * UInt32(frameSize))
      format.uint16(UInt16(frameSize))
      format.uint16(UInt16(wave.format.bytesPerSample * 8))
      if let extent = wave.extent {
        format.write(extent, wave.format.tag)
      } else if wave.format.tag != 1 {
        // Formats that are not PCM say how much they have to say.
        format.uint16(0)
      }
    }
  }

  private mutating func write(_ extent: Wave.Extent, _ tag: UInt16) {
    uint16(22)
    uint16(extent.validBits)
    uint32(extent.channelMask)
    // -0000-0010-8000-00AA00389B71, as in each sub-format that stands for a tag.
    uint32(UInt32(tag))
    uint16(0x0000)
    uint16(0x0010)
    raw([0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71])
  }
}

extension Wave.Format {
  /// `wFormatTag`.
  fileprivate var tag: UInt16 {
    switch self {
    case .unsigned8, .signed16, .signed24, .signed32: 1
    case .float32, .float64: 3
    case .aLaw: 6
    case .muLaw: 7
    }
  }
}
