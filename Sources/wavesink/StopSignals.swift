// SPDX-License-Identifier: MIT
// SIGINT and SIGTERM as something to ask for. Main thread.

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
  mutating func take() -> Bool {
    var none = timespec()
    return unsafe sigtimedwait(&signals, nil, &none) > 0
  }
}
