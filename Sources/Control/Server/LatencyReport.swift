// SPDX-License-Identifier: MIT
// How long it takes from a key to a sound, as far as that is known. Control thread.

internal import Realtime

/// Latencies in frames. What the server says of its ports is a claim: of the hardware nobody here can measure it.
public struct LatencyReport: Codable, Sendable, Equatable {
  /// Until what comes in is here: the least of all MIDI inputs.
  public let captureLeast: Int64
  /// And the most.
  public let captureMost: Int64
  /// From an event to its sound, here: what the limiter looks ahead.
  public let own: Int64
  /// Until what goes out is heard: the least of all outputs.
  public let playbackLeast: Int64
  /// And the most.
  public let playbackMost: Int64
  /// Frames of a second.
  public let rate: UInt32

  /// All of it.
  public var least: Int64 { captureLeast + own + playbackLeast }
  /// See `least`.
  public var most: Int64 { captureMost + own + playbackMost }

  init(_ statistics: borrowing Statistics, rate: SampleRate) {
    captureLeast = statistics.integer(.captureLatencyLeast)
    captureMost = statistics.integer(.captureLatencyMost)
    own = statistics.integer(.ownLatency)
    playbackLeast = statistics.integer(.playbackLatencyLeast)
    playbackMost = statistics.integer(.playbackLatencyMost)
    self.rate = rate.hertz
  }
}
