// SPDX-License-Identifier: MIT
// Engines that could not be freed when their client was closed. Control threads.

import Realtime

/// What a callback may still use although its client is closed.
///
/// Where the server failed, JACK 2 does not always join the process thread. What the callback uses is then kept until that
/// thread is gone, and freed when a client is opened or closed after that.
@safe final class EngineRemains: @unchecked Sendable {
  // Safe because one thread at a time has it, and the last one frees.
  private let parts: JackClient.ActiveParts

  private static let kept = BlockingQueue<EngineRemains>()

  private init(_ parts: JackClient.ActiveParts) { unsafe self.parts = unsafe parts }

  /// Frees now or later; whether it was now. Thread: control.
  static func take(_ parts: JackClient.ActiveParts) -> Bool {
    sweep()
    let remains = unsafe EngineRemains(parts)
    return remains.freeIfUnused(within: 100)
  }

  /// Frees what is no longer used. Thread: setup or control.
  static func sweep() {
    var waiting: [EngineRemains] = []
    while let remains = kept.popIfAny() { waiting.append(remains) }
    for remains in waiting { _ = remains.freeIfUnused(within: 0) }
  }

  private func freeIfUnused(within milliseconds: Int) -> Bool {
    let isUnused = unsafe parts.notices.threads.areGone(within: milliseconds)
    if isUnused { unsafe parts.destroyEngine(parts.engine) } else { EngineRemains.kept.push(self) }
    return isUnused
  }
}
