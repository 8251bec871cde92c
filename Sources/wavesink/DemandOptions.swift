// SPDX-License-Identifier: MIT
// The option that says how much of a bank comes into memory. Main thread.

import ArgumentParser
import AudioFile
import Synthesis

/// Whole banks, or the programs in use.
struct DemandOptions: ParsableArguments {
  @Flag(
    name: .customLong("on-demand"),
    help: """
      Keep in memory only those programs of a bank that channels have, or have chosen since it came; a channel plays the \
      program that it had before until the new one is there.
      """)
  var isOnDemand = false

  /// What brings banks in; `memory`: where the samples go.
  func downloader(_ memory: SampleMemory, _ sound: SoundOptions) -> Downloader {
    Downloader(
      decoder: CompressedSample.decoder, sampleMemory: memory, isOnDemand: isOnDemand,
      interpolation: sound.interpolation)
  }
}
