// SPDX-License-Identifier: MIT
// The server's transport, cycle by cycle. Audio thread.

import CJack
import Miniport
import Realtime

extension JackCycle {
  /// Asks where the transport stands, and finds it new where it does not stand where it should, so many frames after the cycle before.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeTransport(after frames: Int) {
    let found = unsafe rt_jack_transport(client)
    var position = TransportPosition(
      isRolling: found.is_rolling != 0, frame: found.frame, rate: max(1, found.rate), beats: nil)
    if found.has_beats != 0 {
      position.beats = TransportPosition.Beats(
        tempo: found.tempo, beatsPerBar: found.beats_per_bar, beatUnit: found.beat_unit, bar: found.bar,
        barBeat: found.bar_beat)
    }
    newTransport = nil
    if let expected = transport?.after(frames), position.isLike(expected) {
      // Not what was found: differences too small to be told must not add up.
      transport = expected
      return
    }
    transport = position
    newTransport = position
  }
}
