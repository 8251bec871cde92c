// SPDX-License-Identifier: MIT
// Which events may never be lost. Any thread.

package import MIDI

extension Event {
  /// Whether losing this message could leave a note hanging: a note-off, sustain or sostenuto up, or what silences a
  /// whole channel. Thread: any.
  @_noLocks @_noAllocation
  package func endsNotes() -> Bool {
    if isNoteOff || isAllNotesOff { return true }
    let isPedal = slot == Event.noSlot && status & 0xF0 == 0xB0 && (data1 == 64 || data1 == 66)
    return isPedal && data2 < 64
  }
}
