// SPDX-License-Identifier: MIT
// Reads `wave`. Any thread but audio.

extension CollectionReader {
  private static let knownInWave: [FourCC] = ["dlid", "guid", "fmt ", "data", "wsmp", "INFO"]

  /// One wave; nil, with a warning, where it cannot be played.
  mutating func wave(_ list: Chunk) -> Wave? {
    let children = children(of: list, known: Self.knownInWave)
    guard let coding = record("fmt ", of: children, in: list, minimum: 16),
      let data = record("data", of: children, in: list, minimum: 0)
    else { return nil }
    do throws(WaveFault) {
      let tag = try WaveFormatTag(coding)
      var wave = Wave(
        format: try tag.format(bits: coding.uint16(14)), sampleRate: sampleRate(coding),
        channelCount: try channelCount(coding), data: data.slice(from: 0))
      wave.extent = tag.extent
      translateBits(of: wave, coding)
      checkFormat(of: wave, coding)
      if data.fileOffset < coding.fileOffset { log.depart(.dataBeforeFormat, at: data.fileOffset) }
      try cutToFrames(&wave)
      checkFloats(of: wave)
      wave.sample = sampleParameters(children, frames: wave.frameCount)
      wave.identifier = identifier(children, "dlid", "guid")
      wave.info = info(children)
      return wave
    } catch {
      log.warn(.waveUnplayable(error), at: error == .noFrames ? data.fileOffset : coding.fileOffset)
      return nil
    }
  }

  /// Some writers tell the bits that come out of A-law and µ-law.
  private mutating func translateBits(of wave: Wave, _ coding: Record) {
    let (found, used) = (UInt32(coding.uint16(14)), UInt32(8 * wave.format.bytesPerSample))
    log.translate(.wBitsPerSample, found, to: used, at: coding.fileOffset + 14)
  }

  /// Counts numbers that are none, or far beyond full scale: whoever decodes the wave makes silence of the first and
  /// cuts the others.
  private mutating func checkFloats(of wave: Wave) {
    let width = wave.format.bytesPerSample
    let limit = Wave.Format.floatLimit
    // The exponent alone tells: it stands in the two highest bytes, and every number from `limit` on has one of its own.
    guard let exponent = wave.format.exponent(of: limit) else { return }
    var (count, first) = (0, 0)
    for high in stride(from: wave.data.startIndex + width - 1, to: wave.data.endIndex, by: width) {
      let found = wave.format.exponent(high: wave.data[high], low: wave.data[high - 1])
      // 16 itself is within the limit, but nobody will miss it.
      guard found >= exponent else { continue }
      if count == 0 { first = high - width + 1 }
      count += 1
    }
    if count > 0 { log.warn(.samplesUnusable(count: count), at: first) }
  }

  /// Drops what follows the last whole frame.
  private mutating func cutToFrames(_ wave: inout Wave) throws(WaveFault) {
    guard wave.frameCount > 0 else { throw .noFrames }
    let surplus = wave.data.count - wave.frameCount * wave.format.bytesPerSample * wave.channelCount
    guard surplus > 0 else { return }
    log.warn(.frameIncomplete(bytes: surplus), at: wave.data.endIndex - surplus)
    wave.data = wave.data.dropLast(surplus)
  }

  /// The byte rate and block size of `fmt ` are not used: they follow from the rest, and are often wrong.
  private mutating func channelCount(_ coding: Record) throws(WaveFault) -> Int {
    switch coding.uint16(2) {
    case 0:
      warnOfValue(.nChannels, found: 0, used: 1, coding, 2)
      return 1
    case let count where count <= 2: return Int(count)
    case let count: throw .channels(count)
    }
  }

  private mutating func sampleRate(_ coding: Record) -> UInt32 {
    let rate = coding.uint32(4)
    let used = rate == 0 ? 22_050 : min(max(rate, 100), 384_000)
    if used != rate { warnOfValue(.nSamplesPerSec, found: Int(clamping: rate), used: Int(used), coding, 4) }
    return used
  }
}

extension Wave.Format {
  /// The exponent field of a floating-point sample from its two highest bytes.
  fileprivate func exponent(high: UInt8, low: UInt8) -> UInt16 {
    let word = UInt16(high & 0x7F) << 8 | UInt16(low)
    return self == .float64 ? word >> 4 : word >> 7
  }

  /// The exponent field of a number; nil for formats of whole numbers.
  fileprivate func exponent(of number: Double) -> UInt16? {
    switch self {
    case .float32: UInt16(Float(number).exponentBitPattern)
    case .float64: UInt16(number.exponentBitPattern)
    default: nil
    }
  }
}
