// SPDX-License-Identifier: MIT
// What stands before the samples in a WAV file. Never on the audio thread.

package import Realtime

/// The header of a WAV file, of the same length for any number of frames.
///
///     RIFF size WAVE                    from 4 GiB on: RF64 FFFFFFFF WAVE
///     ├─ JUNK 28 zeros                                 ds64 sizes in 64 bits (EBU Tech 3306, section 3)
///     ├─ fmt  16, 18 or 40 bytes        integer, float, more than two channels
///     ├─ fact frames                    float and more than two channels
///     └─ data size
///
/// libsndfile's own headers hold the time of writing and, where they may grow to RF64, are of the kind for more than two
/// channels, which some programs warn about.
package struct WaveHeader {
  /// How a sample is stored.
  let sampleFormat: SampleFormat
  /// Frames a second.
  let rate: SampleRate
  /// At least 1.
  let channelCount: Int

  private static let integerTag: UInt16 = 1
  private static let floatTag: UInt16 = 3
  private static let extensibleTag: UInt16 = 0xFFFE
  /// The end of each subformat's GUID, whose first two bytes are the tag.
  private static let subformatTail: [UInt8] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]

  /// `channelCount`: at least 1. Thread: any.
  package init(sampleFormat: SampleFormat, rate: SampleRate, channelCount: Int) {
    self.sampleFormat = sampleFormat
    self.rate = rate
    self.channelCount = channelCount
  }

  /// The header before `frameCount` frames; nil for a length that is never known, as in a pipe. Thread: any.
  package func bytes(frameCount: Int?) -> [UInt8] {
    let rest = formatChunk + factChunk(frameCount)
    let dataSize = frameCount.map { UInt64($0 * frameSize) }
    let size = dataSize.map { $0 + $0 % 2 + UInt64(4 + 36 + rest.count + 8) }
    let isLong = (size ?? 0) >= UInt64(UInt32.max)
    var bytes = Array((isLong ? "RF64" : "RIFF").utf8)
    bytes.appendLittleEndian(isLong ? .max : size.map(UInt32.init) ?? .max)
    bytes += Array((isLong ? "WAVEds64" : "WAVEJUNK").utf8)
    bytes.appendLittleEndian(UInt32(28))
    bytes.appendLittleEndian(isLong ? size ?? 0 : 0)
    bytes.appendLittleEndian(isLong ? dataSize ?? 0 : 0)
    bytes.appendLittleEndian(isLong ? UInt64(frameCount ?? 0) : 0)
    bytes.appendLittleEndian(UInt32(0))
    bytes += rest + Array("data".utf8)
    bytes.appendLittleEndian(isLong ? .max : dataSize.map(UInt32.init) ?? .max)
    return bytes
  }

  /// Whether a zero must follow the samples: chunks begin at even places.
  func isPadded(frameCount: Int) -> Bool { frameCount * frameSize % 2 != 0 }

  private var sampleSize: Int {
    switch sampleFormat {
    case .float: 4
    case .s16: 2
    case .s24: 3
    }
  }

  /// Bytes of one frame.
  private var frameSize: Int { sampleSize * channelCount }

  private var formatChunk: [UInt8] {
    let tag = sampleFormat == .float ? Self.floatTag : Self.integerTag
    let isExtensible = channelCount > 2
    var bytes = Array("fmt ".utf8)
    bytes.appendLittleEndian(UInt32(isExtensible ? 40 : sampleFormat == .float ? 18 : 16))
    bytes.appendLittleEndian(isExtensible ? Self.extensibleTag : tag)
    bytes.appendLittleEndian(UInt16(clamping: channelCount))
    bytes.appendLittleEndian(rate.hertz)
    bytes.appendLittleEndian(UInt32(clamping: Int(rate.hertz) * frameSize))
    bytes.appendLittleEndian(UInt16(clamping: frameSize))
    bytes.appendLittleEndian(UInt16(8 * sampleSize))
    if isExtensible {
      bytes.appendLittleEndian(UInt16(22))
      bytes.appendLittleEndian(UInt16(8 * sampleSize))
      // No channel belongs to a loudspeaker: they are outputs of instruments.
      bytes.appendLittleEndian(UInt32(0))
      bytes.appendLittleEndian(tag)
      bytes += Self.subformatTail
    } else if sampleFormat == .float {
      bytes.appendLittleEndian(UInt16(0))
    }
    return bytes
  }

  private func factChunk(_ frameCount: Int?) -> [UInt8] {
    guard sampleFormat == .float || channelCount > 2 else { return [] }
    var bytes = Array("fact".utf8)
    bytes.appendLittleEndian(UInt32(4))
    bytes.appendLittleEndian(frameCount.map { UInt32(clamping: $0) } ?? .max)
    return bytes
  }
}

extension [UInt8] {
  /// Adds a number, lowest byte first.
  fileprivate mutating func appendLittleEndian(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: type(of: number).bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
