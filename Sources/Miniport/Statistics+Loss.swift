// SPDX-License-Identifier: MIT
// The one place that counts a message for which there was no room. Any thread, the audio thread included.

package import MIDI
package import Realtime

extension Statistics {
  /// Counts a message that was dropped: System Exclusive of any length as `systemExclusiveLost`, any other as
  /// `eventsLost`, and there once more as `noteOffsLost` what ends notes. Thread: any.
  @_noLocks @_noAllocation
  package borrowing func countLoss(of event: Event) {
    if event.isSystemExclusive { return add(1, to: .systemExclusiveLost) }
    add(1, to: .eventsLost)
    if event.endsNotes() { add(1, to: .noteOffsLost) }
  }
}
