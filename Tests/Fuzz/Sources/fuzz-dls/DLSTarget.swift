// SPDX-License-Identifier: MIT
// Any bytes as a DLS collection: read, described, written, compiled and played. libFuzzer's thread.

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
  let input = unsafe UnsafeBufferPointer(start: data, count: size)
  let reading = unsafe budget.read(input) { try? Collection.read($0) }
  guard let reading, unsafe novelty.isNew(reading.collection.kind) else { return 0 }
  _ = reading.treeDescription()
  for warning in reading.warnings { _ = warning.description }
  checkWriting(reading.collection)
  unsafe stage.audition(Array(input)[...])
  return 0
}

/// What can be written reads back as it was. Thread: libFuzzer's.
private func checkWriting(_ collection: Collection) {
  guard let bytes = try? CollectionFile(collection).bytes() else { return }
  guard let again = try? Collection.read(bytes) else { fatalError("what was written cannot be read") }
  // What a file may have in proportion to its size is less in the written one, which is smaller.
  let isCut = again.warnings.contains {
    [.textsSurplus, .cuesSurplus(limit: again.collection.waves.count)].contains($0.kind)
  }
  guard isCut || again.collection == collection else { fatalError("what was written reads back as something else") }
}
