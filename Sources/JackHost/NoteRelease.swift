// SPDX-License-Identifier: MIT
// Ends notes whose source has gone. Control thread.

import MIDI
import Miniport
import Realtime

/// The control thread's ways into the port of a client.
final class NoteRelease: Sendable {
  /// Where an input's messages go, whatever its routes.
  private let players: PortInput
  /// To the group itself.
  private let outputs: PortInput

  init(players: consuming PortInput, outputs: consuming PortInput) {
    self.players = players
    self.outputs = outputs
  }

  /// Lets go of all keys and pedals of an input, from 1, as its players would have done. Thread: control.
  func releaseInput(_ group: Int) { NoteRelease.release(group, players) }

  /// Lets go of all that sounds on a group, from 1. Thread: control.
  func releaseGroup(_ group: Int) { NoteRelease.release(group, outputs) }

  private static func release(_ group: Int, _ input: borrowing PortInput) {
    for channel in UInt8(0)..<16 {
      for (controller, value) in [(64, 0), (66, 0), (123, 0)] as [(UInt8, UInt8)] {
        input.push(Event(time: .zero, 0xB0 | channel, controller, value, group: UInt16(group)))
      }
    }
  }
}
