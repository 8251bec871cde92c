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
      var wave = Wave(
        format: try format(coding), sampleRate: sampleRate(coding), channelCount: try channelCount(coding),
        data: data.slice(from: 0))
      try cutToFrames(&wave)
      wave.sample = sampleParameters(children, frames: wave.frameCount)
      wave.identifier = identifier(children, "dlid", "guid")
      wave.info = info(children)
      return wave
    } catch {
      log.warn(.waveUnplayable(error), at: error == .noFrames ? data.fileOffset : coding.fileOffset)
      return nil
    }
  }

  /// Drops what follows the last whole frame.
  private mutating func cutToFrames(_ wave: inout Wave) throws(WaveFault) {
    guard wave.frameCount > 0 else { throw .noFrames }
    let surplus = wave.data.count - wave.frameCount * wave.format.bytesPerSample * wave.channelCount
    guard surplus > 0 else { return }
    log.warn(.frameIncomplete(bytes: surplus), at: wave.data.endIndex - surplus)
    wave.data = wave.data.dropLast(surplus)
  }

  /// The byte rate and block size of `fmt ` are not looked at: they follow from the rest, and are often wrong.
  private func format(_ coding: Record) throws(WaveFault) -> Wave.Format {
    let tag = try WaveFormatTag(coding)
    guard tag == .pcm else { throw .codec(tag: tag.rawValue) }
    switch coding.uint16(14) {
    case 8: return .unsigned8
    case 16: return .signed16
    case let bits: throw .bits(bits)
    }
  }

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
