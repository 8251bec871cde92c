// SPDX-License-Identifier: MIT
// SIGINT, SIGTERM and SIGHUP as something to ask for. Main thread, or one that waits for them.

import Glibc

/// The wish that the program ends. It stays pending until somebody asks: no code runs inside a signal handler.
struct StopSignals {
  private var signals = sigset_t()

  /// Takes the signals from their default action. Call it before any thread is made: threads inherit the mask.
  init() {
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Takes a signal that has come since the last call.
  mutating func take() -> Bool { wait(milliseconds: 0) }

  /// Waits for a signal, up to `milliseconds`; whether one has come.
  mutating func wait(milliseconds: Int) -> Bool {
    var pause = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    return unsafe sigtimedwait(&signals, nil, &pause) > 0
  }

  /// Waits for a signal.
  func wait() -> Int32 {
    var signals = signals
    var signal: Int32 = 0
    while unsafe sigwait(&signals, &signal) != 0 {}
    return signal
  }

  /// Ends the program as the signal would have done, which tells a shell that waits for it.
  static func end(by number: Int32) -> Never {
    var only = sigset_t()
    unsafe sigemptyset(&only)
    unsafe sigaddset(&only, number)
    signal(number, SIG_DFL)
    unsafe pthread_sigmask(SIG_UNBLOCK, &only, nil)
    raise(number)
    _exit(128 + number)
  }
}
