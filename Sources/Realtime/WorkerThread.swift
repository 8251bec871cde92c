// SPDX-License-Identifier: MIT
// A thread for work that may wait: files, downloads, control. Setup and control threads.

internal import CRealtime
internal import Glibc

/// A thread that runs one body to its end.
///
/// Signals other than faults are blocked on it, so that they reach the main thread.
@safe public final class WorkerThread: @unchecked Sendable {
  // Safe because `thread` is touched only under `lock`, or where nobody else is left.
  /// The thread until it is joined.
  private var thread: pthread_t?
  /// One joins, others wait. A lock of the C library, because the thread sanitizer does not see one waiter of Swift's
  /// `Mutex` wake another.
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// Starts a thread that runs `body`; a debugger shows the first 15 bytes of `name`.
  ///
  /// Stops the program with a sentence if the system has no thread left to give. Thread: setup or control.
  public init(name: String, body: @escaping @Sendable () -> Void) {
    let start = unsafe Unmanaged.passRetained(Start(name: name, body: body))
    var allButFaults = sigset_t()
    unsafe sigfillset(&allButFaults)
    for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { unsafe sigdelset(&allButFaults, fault) }
    // A new thread inherits the mask of its maker: blocked here, no signal slips in before it can block them itself.
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_SETMASK, &allButFaults, &before)
    var made = pthread_t()
    let status = unsafe pthread_create(&made, nil, { unsafe WorkerThread.run($0) }, start.toOpaque())
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    precondition(status == 0, "the system refuses another thread (error \(status))")
    thread = made
    unsafe lock = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
  }

  /// Waits until the body has ended; later calls return at once. Thread: setup, control or worker, not this one.
  public func join() {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    guard let running = thread else { return }
    let status = pthread_join(running, nil)
    precondition(status == 0, "a thread cannot wait for itself (error \(status))")
    thread = nil
  }

  // A thread that nobody joins still runs to its end, and the system then takes it back.
  deinit {
    if let running = thread { pthread_detach(running) }
    unsafe pthread_mutex_destroy(lock)
    unsafe lock.deallocate()
  }

  /// What a thread is born with.
  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let start = unsafe Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
    unsafe rt_name_thread(WorkerThread.threadName(start.name))
    start.body()
    return nil
  }

  /// `name` cut to the 15 bytes that the kernel keeps, between two characters.
  private static func threadName(_ name: String) -> String {
    var cut = name
    while cut.utf8.count > 15 { cut.removeLast() }
    return cut
  }
}
