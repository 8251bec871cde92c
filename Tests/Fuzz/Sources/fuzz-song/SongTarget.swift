// SPDX-License-Identifier: MIT
// Any bytes as a song, alone or in an RMID file: read, timed and played. libFuzzer's thread.

import DLS
import Harness
import MIDI

/// The findings that a song keeps, and the fixed tables of its reader.
private let budget = HeapBudget(constantByteCount: 1 << 18)
private let stage = Stage(hasEffects: false)
// Safe because libFuzzer has one thread.
nonisolated(unsafe) private var novelty = Novelty()

/// One input. Thread: libFuzzer's.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let song = unsafe budget.read(UnsafeBufferPointer(start: data, count: size)) { try? Song(bytes: $0) }
  guard let song, unsafe novelty.isNew(song.kind) else { return 0 }
  for warning in song.warnings { _ = warning.description }
  Timing.check(song)
  let ownBank = song.collection.flatMap { try? Collection.read($0) }
  stage.play(ownBank?.collection ?? SmallBank.collection) { $0.perform(song) }
  return 0
}
