// SPDX-License-Identifier: MIT
// What a server says of latency. Any thread.

/// Latency as the server reports it, in frames.
public struct ReportedLatency: Equatable, Sendable {
  /// Of the synth's audio output: from whatever comes in to it.
  public var captureLeast: Int
  /// See `captureLeast`.
  public var captureMost: Int
  /// Of the MIDI input: what comes after it.
  public var playbackLeast: Int
  /// See `playbackLeast`.
  public var playbackMost: Int
}
