// SPDX-License-Identifier: MIT
// Holds a reader to memory in proportion to its input. libFuzzer's thread.

internal import CFuzz

/// What a reader may hold at once, the input's own bytes among it: four times the input, and a constant for what does
/// not grow with it.
public struct HeapBudget: Sendable {
  /// Bytes beside those in proportion to the input.
  public let constantByteCount: Int

  /// Thread: any.
  public init(constantByteCount: Int) { self.constantByteCount = constantByteCount }

  /// Does `work` on a copy of the input and stops the process where it held more than the budget. Thread: libFuzzer's.
  public func read<Result>(_ input: UnsafeBufferPointer<UInt8>, _ work: ([UInt8]) -> Result) -> Result {
    fuzz_heap_begin()
    let result = unsafe work(Array(input))
    let peak = fuzz_heap_end()
    let proportional = 4 * input.count
    fuzz_heap_note(peak, proportional)
    guard peak <= proportional + constantByteCount else {
      fatalError("an input of \(input.count) bytes took \(peak), more than 4 times as many and \(constantByteCount)")
    }
    return result
  }
}
