// SPDX-License-Identifier: MIT
// The instruments of a compiled bank, as an engine reads them. Any thread.

@testable import Synthesis

/// A table of a bank's instruments, and all that it points to.
@safe final class TestTable {
  private let bank: CompiledBank
  // Safe because who gives the table to an engine keeps this object for as long.
  private let entries: UnsafeMutableBufferPointer<ProgramEntry>

  init(_ bank: CompiledBank) {
    self.bank = bank
    let sorted = bank.programs.values.sorted { $0.key < $1.key }
    unsafe entries = .allocate(capacity: sorted.count)
    _ = unsafe entries.initialize(from: sorted)
  }

  deinit { unsafe entries.deallocate() }

  /// For the engine.
  var table: InstrumentTable {
    unsafe InstrumentTable(entries: UnsafePointer(entries.baseAddress), entryCount: entries.count, generation: 1)
  }
}
