// SPDX-License-Identifier: MIT
// Decoding waves to 16-bit samples. Downloader thread.

import DLS

extension Wave {
  /// The wave as 16-bit samples of one channel; two channels become their mean.
  func decoded() -> [Int16] {
    let channels = channelCount
    let width = format.bytesPerSample
    let first = data.startIndex
    return unsafe [Int16](unsafeUninitializedCapacity: frameCount) { out, count in
      for frame in 0..<frameCount {
        var sum = 0
        for channel in 0..<channels { sum += sample(at: first + (frame * channels + channel) * width) }
        unsafe out[frame] = Int16(sum / channels)
      }
      count = frameCount
    }
  }

  /// One sample on the 16-bit scale. 8-bit samples are unsigned with zero at 128: ×256 keeps their full level.
  private func sample(at index: Int) -> Int {
    switch format {
    case .unsigned8: (Int(data[index]) - 128) * 256
    case .signed16: Int(Int16(bitPattern: UInt16(data[index]) | UInt16(data[index + 1]) << 8))
    }
  }
}
