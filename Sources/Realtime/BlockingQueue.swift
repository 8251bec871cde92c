// SPDX-License-Identifier: MIT
// A queue between threads that may wait. Never the audio thread.

internal import Glibc

/// A queue whose reader sleeps while it is empty; unbounded.
@safe public final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
  // Safe because every access to the fields below holds the lock, which stays at its address.
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var elements: [Element] = []
  private var closed = false

  /// An empty queue. Thread: setup or control.
  public init() {
    unsafe lock = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(lock)
    unsafe changed.deallocate()
    unsafe lock.deallocate()
  }

  /// Adds an element; ignored after `close()`. Thread: setup, control or worker.
  public func push(_ element: Element) {
    unsafe pthread_mutex_lock(lock)
    if !closed { elements.append(element) }
    unsafe pthread_cond_signal(changed)
    unsafe pthread_mutex_unlock(lock)
  }

  /// Takes the oldest element, waiting for one; nil once the queue is closed, whatever is left in it.
  /// Thread: setup, control or worker.
  public func pop() -> Element? {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while elements.isEmpty && !closed { unsafe pthread_cond_wait(changed, lock) }
    return closed ? nil : elements.removeFirst()
  }

  /// Takes the oldest element, or nil when there is none now. Thread: setup, control or worker.
  public func popIfAny() -> Element? {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return closed || elements.isEmpty ? nil : elements.removeFirst()
  }

  /// True when nothing waits. Thread: setup, control or worker.
  public var isEmpty: Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return elements.isEmpty
  }

  /// True after `close()`. Thread: setup, control or worker.
  public var isClosed: Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return closed
  }

  /// Ends the queue and wakes its readers. Thread: setup, control or worker.
  public func close() {
    unsafe pthread_mutex_lock(lock)
    closed = true
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(lock)
  }
}
