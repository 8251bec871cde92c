// SPDX-License-Identifier: MIT
// One task waits until others have something for it. Control threads.

internal import Synchronization

/// A mark that somebody has something to do. Marks are not counted: who is woken looks at all that there is.
final class Wake: Sendable {
  private let state = Mutex(State())

  private struct State {
    var isSet = false
    var waiting: CheckedContinuation<Void, Never>?
  }

  /// Wakes who waits, or who is going to.
  func set() {
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      state.isSet = state.waiting == nil
      return state.waiting
    }
    waiting?.resume()
  }

  /// Returns when the mark has been set since the last wait, or the task is cancelled. One task's.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isSet = state.withLock { state in
          if !state.isSet { state.waiting = continuation }
          defer { state.isSet = false }
          return state.isSet
        }
        if isSet { continuation.resume() }
      }
    } onCancel: {
      set()
    }
  }
}
