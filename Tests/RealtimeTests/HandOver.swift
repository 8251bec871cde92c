// SPDX-License-Identifier: MIT
// How a thread of a test takes a thing over, to let go of it in its own code.

/// A value on its way to one other thread.
///
/// What a closure captures is let go by the Swift runtime, where the thread sanitizer does not look; what it takes from
/// here is let go in the closure's own code.
@safe struct HandOver<Value: ~Copyable>: @unchecked Sendable {
  // Safe because one thread fills it before the other begins, and only that one takes the value.
  private let value: UnsafeMutablePointer<Value>

  init(_ value: consuming Value) {
    unsafe self.value = .allocate(capacity: 1)
    unsafe self.value.initialize(to: value)
  }

  /// The value; called once.
  func take() -> Value {
    let taken = unsafe value.move()
    unsafe value.deallocate()
    return taken
  }
}
