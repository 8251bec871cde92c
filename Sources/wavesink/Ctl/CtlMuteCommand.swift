// SPDX-License-Identifier: MIT
// wavesink ctl mute. Main thread.

import ArgumentParser
import Control

/// Silences channels.
struct CtlMuteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mute", abstract: "Silence a channel or let it be heard again, or show whether it is silenced.",
    discussion: """
      Its notes go on, its controllers stay as they are, and what it sends to reverb and chorus is silenced too. Racks keep it.
      """)

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannels

  func run() throws { try place.setOrShow("/wavesink/mute", target) }
}
