// SPDX-License-Identifier: MIT
// Makes a bounded queue between two threads. Setup thread.

/// Both ends of a new ring: a queue between two threads, made once and never grown.
///
/// Take the value apart and move each end to its thread; the memory lives as long as either end.
@frozen public struct RingEnds<Element: BitwiseCopyable>: ~Copyable {
  /// The end that pushes.
  public let producer: RingProducer<Element>
  /// The end that pops.
  public let consumer: RingConsumer<Element>

  /// Room for `capacity` elements, a power of two.
  ///
  /// Thread: setup.
  public init(capacity: Int) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "a ring's capacity is a power of two")
    let storage = UnsafeMutablePointer<RingStorage<Element>>.allocate(capacity: 1)
    unsafe storage.initialize(to: RingStorage(capacity: capacity))
    unsafe producer = RingProducer(storage)
    unsafe consumer = RingConsumer(storage)
  }
}
