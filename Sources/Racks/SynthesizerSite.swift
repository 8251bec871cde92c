// SPDX-License-Identifier: MIT
// What a synthesizer in a sandbox has from the client's own. Any thread but audio.

public import Synthesis

/// How the client's synthesizer is made, and whose banks it plays.
public struct SynthesizerSite: Sendable {
  /// Its groups and outputs say nothing to one in a sandbox.
  public let configuration: Synthesizer.Configuration
  /// Which keeps the banks.
  public let downloader: Downloader

  /// Thread: any.
  public init(_ configuration: Synthesizer.Configuration, _ downloader: Downloader) {
    self.configuration = configuration
    self.downloader = downloader
  }
}
