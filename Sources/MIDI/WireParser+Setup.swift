// SPDX-License-Identifier: MIT
// Makes a wire parser with its buffer. Setup, never the audio thread.

extension WireParser {
  /// A parser that has heard nothing yet. Thread: setup.
  ///
  /// `systemExclusiveCapacity`: the longest System Exclusive message that it keeps, F0 and F7 included, in bytes, at
  /// least 2.
  public init(systemExclusiveCapacity: Int = 4096) {
    precondition(systemExclusiveCapacity >= 2, "System Exclusive has at least its F0 and its F7")
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: systemExclusiveCapacity, alignment: 16)
    // Touched once, so that the audio thread meets no page fault.
    unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0, count: systemExclusiveCapacity)
    unsafe self.init(buffer: buffer, capacity: systemExclusiveCapacity)
  }

  /// Bytes, statuses and short messages that were of no use so far. Thread: any.
  var uselessCount: UInt64 { strayByteCount &+ incompleteMessageCount &+ undefinedStatusCount }

  /// Forgets running status and a short message that has begun, but no System Exclusive. Returns whether there was one.
  /// Thread: setup.
  mutating func endShortMessage() -> Bool {
    guard !isInSystemExclusive else { return false }
    let hadBegun = count > 0
    reset()
    return hadBegun
  }
}
