// SPDX-License-Identifier: MIT
// SIGUSR1: a session manager wants the state saved (LADISH level 1). Main thread.

import Glibc

/// The wish that the state is saved. It stays pending until somebody asks: no code runs inside a signal handler.
struct SaveSignal {
  private var signals = sigset_t()

  /// Takes the signal from its default action, which ends the program. Call it before any thread is made: threads inherit the
  /// mask.
  init() {
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGUSR1)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Takes a signal that has come since the last call.
  mutating func take() -> Bool {
    var pause = timespec()
    return unsafe sigtimedwait(&signals, nil, &pause) > 0
  }
}
