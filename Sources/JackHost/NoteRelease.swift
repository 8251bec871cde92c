// SPDX-License-Identifier: MIT
// Ends notes whose source has gone. Control thread.

import MIDI
import Miniport
import Realtime

/// The control thread's way into the port of a client.
final class NoteRelease: Sendable {
  let input: PortInput

  init(_ input: consuming PortInput) { self.input = input }

  /// Lets go of all keys and pedals of a group, from 1, as its players would have done. Thread: control.
  func releaseNotes(ofGroup group: Int) {
    for channel in UInt8(0)..<16 {
      for (controller, value) in [(64, 0), (66, 0), (123, 0)] as [(UInt8, UInt8)] {
        input.push(Event(time: .zero, 0xB0 | channel, controller, value, group: UInt16(group)))
      }
    }
  }
}
