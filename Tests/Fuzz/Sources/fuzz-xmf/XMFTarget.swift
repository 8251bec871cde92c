// SPDX-License-Identifier: MIT
// Any bytes as an XMF container: its songs and banks found, unpacked, read and played. libFuzzer's thread.

import DLS
import Harness
import MIDI

/// What small songs may unpack to whatever their size, and the events in it.
private let budget = HeapBudget(constantByteCount: 8 << 20)
private let stage = Stage(hasEffects: false)
// Safe because libFuzzer has one thread.
nonisolated(unsafe) private var novelty = Novelty()

/// One input. Thread: libFuzzer's.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = unsafe UnsafeBufferPointer(start: data, count: size)
  // Other songs are the song target's.
  guard unsafe input.starts(with: "XMF_".utf8) else { return -1 }
  let song = unsafe budget.read(input) { try? Song(bytes: $0) }
  if let song {
    if unsafe novelty.isNew(song.kind) { stage.tryOut(song) }
  } else if let found = try? Song.embeddedBanks(in: unsafe Array(input)) {
    for bank in found.banks.prefix(2) {
      let reading = bank.kind == .dls ? try? Collection.read(bank.bytes) : nil
      if let reading, unsafe novelty.isNew(reading.collection.kind) { stage.audition(bank.bytes) }
    }
  }
  return 0
}
