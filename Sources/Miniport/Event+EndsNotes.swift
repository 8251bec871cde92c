// SPDX-License-Identifier: MIT
// Which events may never be lost. Any thread.

import MIDI

extension Event {
  /// Whether losing this message could leave a note hanging: note-off, sustain or sostenuto up, a channel mode message
  /// (controllers 120 to 127, all of which end notes but one), system reset. Thread: any.
  @_noLocks @_noAllocation
  func endsNotes() -> Bool {
    guard length <= 8 else { return false }
    switch status & 0xF0 {
    case 0x80: return true
    case 0x90: return data2 == 0
    case 0xB0: return data1 >= 120 || (data1 == 64 || data1 == 66) && data2 < 64
    default: return status == 0xFF
    }
  }
}
