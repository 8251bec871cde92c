// SPDX-License-Identifier: MIT
// Any bytes as a DLS collection: read, described, compiled and played. libFuzzer's thread.

import DLS
import Harness

/// The findings that a reading keeps, and its fixed tables.
private let budget = HeapBudget(constantByteCount: 1 << 18)
private let stage = Stage(hasEffects: true)
// Safe because libFuzzer has one thread.
nonisolated(unsafe) private var novelty = Novelty()

/// One input. Thread: libFuzzer's.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let reading = unsafe budget.read(UnsafeBufferPointer(start: data, count: size)) { try? Collection.read($0) }
  guard let reading, unsafe novelty.isNew(reading.collection.kind) else { return 0 }
  _ = reading.treeDescription()
  for warning in reading.warnings { _ = warning.description }
  stage.audition(reading.collection)
  return 0
}
