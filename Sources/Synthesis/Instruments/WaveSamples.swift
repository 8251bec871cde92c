// SPDX-License-Identifier: MIT
// Decoded sound of one channel. Downloader thread.

/// The samples of one channel, on the 16-bit scale.
public enum WaveSamples: Sendable, Equatable {
  /// Codings whose samples are numbers of 16 bits: PCM of 8 and 16 bits, A-law, µ-law.
  case sixteen([Int16])
  /// Finer codings: PCM of 24 and 32 bits, floating point. Full scale is 32768, all are finite.
  case float([Float])

  /// Frames.
  public var count: Int {
    switch self {
    case .sixteen(let samples): samples.count
    case .float(let samples): samples.count
    }
  }
}
