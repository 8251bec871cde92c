// SPDX-License-Identifier: MIT
// What a guest has lost since its last block. The sandbox's audio threads.

import Realtime
import SandboxProtocol

/// Counters of a guest as the client was told of them last.
struct LossNews {
  private var told = SandboxLosses()

  /// What has come on top of that. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  mutating func next(_ statistics: borrowing Statistics) -> SandboxLosses {
    let now = SandboxLosses(
      cured: statistics.value(of: .soundsCured),
      lost: statistics.value(of: .eventsLost) &+ statistics.value(of: .systemExclusiveLost)
        &+ statistics.value(of: .eventsMalformed) &+ statistics.value(of: .parametersUnknown),
      refused: statistics.value(of: .blocksRefused))
    defer { told = now }
    return SandboxLosses(
      cured: now.cured &- told.cured, lost: now.lost &- told.lost, refused: now.refused &- told.refused)
  }
}
