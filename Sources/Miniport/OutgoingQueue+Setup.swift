// SPDX-License-Identifier: MIT
// Makes a queue of messages that leave. Setup or control thread.

extension OutgoingQueue {
  /// `capacity`: messages that may wait, a power of two, of which a sixteenth is kept for those that end notes. `byteCapacity`: bytes
  /// of all of them; a longer message never fits. Thread: setup or control.
  public init(capacity: Int = 4096, byteCapacity: Int = 1 << 16) {
    precondition(capacity >= 16 && capacity.nonzeroBitCount == 1, "the capacity of a queue is a power of two")
    precondition(byteCapacity >= 16 * capacity, "each message has room for 16 bytes")
    self.capacity = capacity
    self.byteCapacity = byteCapacity
    // Touched now, so that the audio thread never meets a page that is not there yet.
    unsafe entries = .allocate(capacity: capacity)
    unsafe entries.initialize(repeating: Entry(frames: 0, start: 0, length: 0), count: capacity)
    unsafe bytes = .allocate(byteCount: byteCapacity, alignment: 16)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCapacity)
  }
}
