// SPDX-License-Identifier: MIT
// The transport in the words of LV2. Audio thread.

import CLilv
import Miniport

extension lv2_position {
  /// Thread: audio.
  @_noLocks @_noAllocation
  init(_ position: TransportPosition) {
    self.init(
      is_rolling: position.isRolling ? 1 : 0, has_beats: 0, frame: position.frame, bar: 0, rate: position.rate,
      tempo: 0,
      beats_per_bar: 0, beat_unit: 0, bar_beat: 0)
    guard let beats = position.beats else { return }
    has_beats = 1
    (tempo, beats_per_bar, beat_unit) = (beats.tempo, beats.beatsPerBar, beats.beatUnit)
    (bar, bar_beat) = (beats.bar, beats.barBeat)
  }
}
