// SPDX-License-Identifier: MIT
// The sound of a small file in memory. Never on the audio thread.

public import DLS
public import Realtime

/// One channel of sound, on the scale of 16-bit samples: full scale is 32768.
public struct DecodedSample: Equatable, Sendable {
  /// The first channel.
  public let samples: WaveSamples
  /// Frames a second, as the file says.
  public let rate: SampleRate
  /// Channels of the file; of more than one, the others are left out.
  public let channelCount: Int
}
