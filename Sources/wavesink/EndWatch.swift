// SPDX-License-Identifier: MIT
// Ends the program where its end takes too long. Main thread.

import Glibc
import Realtime

/// A limit for what a person who has pressed Ctrl-C waits for.
enum EndWatch {
  /// After so many seconds the program ends as it would have, with 0.
  static func start(seconds: UInt32) {
    // Nobody joins the thread: it ends the program, or the program it.
    _ = WorkerThread(name: "end watch") {
      sleep(seconds)
      _exit(0)
    }
  }
}
