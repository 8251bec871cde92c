// SPDX-License-Identifier: MIT
// How a thread of a test hands over what it saw.

import Synchronization

/// What a thread saw, handed over once, when it has ended: an exchange while it runs would bring order between threads
/// and hide what the test looks for.
final class Findings<Value: Sendable>: Sendable {
  private let stored: Mutex<Value>

  init(_ initial: Value) { stored = Mutex(initial) }

  func report(_ value: Value) { stored.withLock { $0 = value } }

  var value: Value { stored.withLock { $0 } }
}
