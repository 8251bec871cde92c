// SPDX-License-Identifier: MIT
// What reading costs: a bank, and bytes from a wire.

import Benchmark
import DLS
import MIDI

/// The readers.
func parserBenchmarks() {
  let bank = MicroBank.bytes(instrumentCount: 128)
  measure("dls-2048-regions") { blackHole(try? Collection.read(bank)) }
  wire()
}

/// Note-ons with running status, and a clock between each two.
private func wire() {
  let bytes: [UInt8] = [0x90] + (0..<1024).flatMap { [UInt8($0 & 0x7F), 100, 0xF8] }
  let parser = WireLab()
  measure("wire-1024-notes") { parser.feed(bytes) }
}

/// A parser that a closure can keep.
private final class WireLab {
  private var parser = WireParser()

  func feed(_ bytes: [UInt8]) { for byte in bytes { blackHole(parser.feed(byte)) } }
}
