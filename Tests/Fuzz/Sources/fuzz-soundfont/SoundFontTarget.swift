// SPDX-License-Identifier: MIT
// Any bytes as a SoundFont: read, decoded, compiled and played. libFuzzer's thread.

import AudioFile
import DLS
import Harness

/// The findings that a reading keeps, and its fixed tables.
private let budget = HeapBudget(constantByteCount: 1 << 19)
/// Compressed samples are decoded as the program does it, but for their length: an input of 8 KiB may stand for minutes.
private let stage = Stage(hasEffects: true) {
  try CompressedSample.decode($0, frameLimit: min($1, 1 << 16)).samples
}
// Safe because libFuzzer has one thread.
nonisolated(unsafe) private var novelty = Novelty()

/// One input. Thread: libFuzzer's.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = unsafe UnsafeBufferPointer(start: data, count: size)
  let reading = unsafe budget.read(input) { bytes in try? SoundFont.read(ByteSource(bytes[...])) }
  guard let reading, unsafe novelty.isNew(reading.soundFont.kind) else { return 0 }
  for warning in reading.warnings { _ = warning.description }
  checkIndices(of: reading.soundFont)
  unsafe stage.audition(Array(input)[...])
  return 0
}

/// What readers promise: every index leads somewhere. Thread: libFuzzer's.
private func checkIndices(of bank: SoundFont) {
  for preset in bank.presets where preset.zones.contains(where: { $0.target >= bank.instruments.count }) {
    fatalError("a preset names an instrument that is not there")
  }
  for instrument in bank.instruments where instrument.zones.contains(where: { $0.target >= bank.samples.count }) {
    fatalError("an instrument names a sample that is not there")
  }
  for sample in bank.samples where !sample.range.isEmpty {
    let room = sample.isCompressed ? bank.sampleData.count : bank.sampleData.count / 2
    guard sample.range.upperBound <= room else { fatalError("a sample ends behind the sound") }
  }
}
