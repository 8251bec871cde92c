// SPDX-License-Identifier: MIT
// Decoded sound of one channel. Any thread but audio.

/// The samples of one channel, on the 16-bit scale.
public enum WaveSamples: Sendable, Equatable {
  /// Codings whose samples are numbers of 16 bits, PCM of 8 and 16 bits, A-law, µ-law; and lossy ones, which promise no
  /// more.
  case sixteen([Int16])
  /// Finer codings: PCM of 24 and 32 bits, floating point. Full scale is 32768, all are finite.
  case float([Float])

  /// Frames. Thread: any.
  public var count: Int {
    switch self {
    case .sixteen(let samples): samples.count
    case .float(let samples): samples.count
    }
  }
}
