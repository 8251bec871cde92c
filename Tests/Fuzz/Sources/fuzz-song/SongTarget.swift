// SPDX-License-Identifier: MIT
// Any bytes as a song, alone or in an RMID file: read, timed and played. libFuzzer's thread.

import Harness
import MIDI

/// An input of 8 KiB may be a thousand tempos or texts, whose tables have an upper bound.
private let budget = HeapBudget(constantByteCount: 1 << 18)
private let stage = Stage(hasEffects: false)
// Safe because libFuzzer has one thread.
nonisolated(unsafe) private var novelty = Novelty()

/// One input. Thread: libFuzzer's.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let song = unsafe budget.read(UnsafeBufferPointer(start: data, count: size)) { try? Song(bytes: $0) }
  if let song, unsafe novelty.isNew(song.kind) { stage.tryOut(song) }
  return 0
}
