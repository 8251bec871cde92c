// SPDX-License-Identifier: MIT
// A whole audio file in memory. Never on the audio thread.

public import Realtime

/// A whole audio file in memory.
public struct AudioFileContents: Equatable, Sendable {
  /// Frames a second.
  public let rate: SampleRate
  /// The samples of each channel, full scale 1.0; all of the same length.
  public let channels: [[Float]]

  /// Instants at which every channel has a sample.
  public var frameCount: Int { channels.first?.count ?? 0 }
}
