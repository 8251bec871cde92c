// SPDX-License-Identifier: MIT
// Decoding waves. Downloader thread.

import DLS

extension Wave.Format {
  /// Bytes of a sample of `Wave.decoded`.
  var storedStride: Int {
    switch self {
    case .unsigned8, .signed16, .aLaw, .muLaw: MemoryLayout<Int16>.stride
    case .signed24, .signed32, .float32, .float64: MemoryLayout<Float>.stride
    }
  }
}

extension Wave {
  /// The sound of one channel, numbered from 0.
  func decoded(channel: Int) -> WaveSamples {
    precondition((0..<channelCount).contains(channel), "a wave has its channels only")
    return switch format {
    // Unsigned with zero at 128: ×256 keeps the full level.
    case .unsigned8: .sixteen(samples(channel) { Int16((Int($0.byte(0)) - 128) * 256) })
    case .signed16: .sixteen(samples(channel) { Int16(truncatingIfNeeded: $0.word(2)) })
    case .aLaw: .sixteen(samples(channel) { Companding.aLaw($0.byte(0)) })
    case .muLaw: .sixteen(samples(channel) { Companding.muLaw($0.byte(0)) })
    // 24 bits fit into a Float exactly; of 32 the lowest eight may be rounded.
    case .signed24: .float(samples(channel) { Float(Int32(truncatingIfNeeded: $0.word(3) << 8)) * 0x1p-16 })
    case .signed32: .float(samples(channel) { Float(Int32(truncatingIfNeeded: $0.word(4))) * 0x1p-16 })
    case .float32:
      .float(samples(channel) { Wave.scaled(Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0.word(4))))) })
    case .float64: .float(samples(channel) { Wave.scaled(Double(bitPattern: $0.word(8))) })
    }
  }

  /// A floating-point sample on the 16-bit scale; what is no number is silent, and what is far too loud is cut.
  private static func scaled(_ sample: Double) -> Float {
    guard sample.isFinite else { return 0 }
    return Float(min(max(sample, -Format.floatLimit), Format.floatLimit) * 32_768)
  }

  /// Every frame of a channel through `decode`.
  private func samples<Sample>(_ channel: Int, _ decode: (Bytes) -> Sample) -> [Sample] {
    let (width, stride) = (format.bytesPerSample, format.bytesPerSample * channelCount)
    let frameCount = frameCount
    return unsafe [Sample](unsafeUninitializedCapacity: frameCount) { out, count in
      // Safe because `frameCount` whole frames lie in the data.
      unsafe data.withUnsafeBufferPointer { bytes in
        guard let first = bytes.baseAddress else { return }
        for frame in 0..<frameCount {
          unsafe out.initializeElement(at: frame, to: decode(Bytes(first: first + frame * stride + channel * width)))
        }
      }
      count = frameCount
    }
  }

  /// The bytes of one sample, the lowest first.
  @safe private struct Bytes {
    // Safe because it is used only while the data is at hand, and within the width of a sample.
    let first: UnsafePointer<UInt8>

    init(first: UnsafePointer<UInt8>) { unsafe self.first = first }

    func byte(_ index: Int) -> UInt8 { unsafe first[index] }

    func word(_ width: Int) -> UInt64 {
      var word: UInt64 = 0
      for index in 0..<width { word |= UInt64(byte(index)) << (8 * UInt64(index)) }
      return word
    }
  }
}
