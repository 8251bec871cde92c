// SPDX-License-Identifier: MIT
// The transport in the words of the shared memory, and back. Audio thread.

import Miniport
import SandboxProtocol

extension SandboxTransport {
  /// Thread: audio, the client's.
  @_noLocks @_noAllocation
  init(_ position: TransportPosition) {
    self.init(isRolling: position.isRolling, frame: position.frame, rate: position.rate)
    guard let beats = position.beats else { return }
    hasBeats = true
    (tempo, beatsPerBar, beatUnit) = (beats.tempo, beats.beatsPerBar, beats.beatUnit)
    (bar, barBeat) = (beats.bar, beats.barBeat)
  }
}

extension TransportPosition {
  /// Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  init(_ told: SandboxTransport) {
    self.init(isRolling: told.isRolling, frame: told.frame, rate: told.rate, beats: nil)
    guard told.hasBeats else { return }
    beats = Beats(
      tempo: told.tempo, beatsPerBar: told.beatsPerBar, beatUnit: told.beatUnit, bar: told.bar, barBeat: told.barBeat)
  }
}
