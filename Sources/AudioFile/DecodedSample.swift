// SPDX-License-Identifier: MIT
// The sound of a small file in memory. Never on the audio thread.

public import Realtime

/// One channel of sound, on the scale of 16-bit samples: full scale is 32768.
public struct DecodedSample: Equatable, Sendable {
  /// The samples of one channel.
  public enum Samples: Equatable, Sendable {
    /// Where 16 bits hold all that the file says, or all that a lossy coding promises.
    case int16([Int16])
    /// Where the file has more bits; from -32768 on and below 32768.
    case float([Float])

    /// Samples. Thread: any.
    public var count: Int {
      switch self {
      case .int16(let samples): samples.count
      case .float(let samples): samples.count
      }
    }
  }

  /// The first channel.
  public let samples: Samples
  /// Frames a second, as the file says.
  public let rate: SampleRate
  /// Channels of the file; of more than one, the others are left out.
  public let channelCount: Int
}
