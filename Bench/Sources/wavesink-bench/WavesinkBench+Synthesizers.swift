// SPDX-License-Identifier: MIT
// Makes the synthesizers that are measured.

import Synthesis

extension WavesinkBench {
  /// Ours, with the bank of the command line or the built-in one.
  func wavesink(_ settings: BenchSettings) throws -> Wavesink {
    let source =
      if let bank { BankSource.file(bank) } else {
        BankSource.bytes(BenchBank(filter: settings.filter).bytes, name: "the built-in bank")
      }
    return try Wavesink(bank: source, settings: settings)
  }

  /// libfluidsynth, with the same.
  func fluidSynth(_ settings: BenchSettings) throws -> FluidSynth {
    if let bank { return try FluidSynth(bank: bank, settings: settings) }
    return try BankFile(bytes: BenchBank(filter: .none).bytes).withPath { try FluidSynth(bank: $0, settings: settings) }
  }
}
