// SPDX-License-Identifier: MIT
// Waiting for other threads. Test threads.

import Glibc

/// Whether something becomes true in time.
func waitUntil(seconds: Double, _ condition: () -> Bool) -> Bool {
  let end = ContinuousClock.now + .seconds(seconds)
  while !condition() {
    guard ContinuousClock.now < end else { return false }
    usleep(1000)
  }
  return true
}
