// SPDX-License-Identifier: MIT
// wavesink ctl solo. Main thread.

import ArgumentParser
import Control

/// Lets channels be heard alone.
struct CtlSoloCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solo", abstract: "Let a channel be heard alone, or no longer, or show whether it is.",
    discussion: """
      As long as any channel is solo, those that are not are silent; one that is muted stays so. Racks do not keep it: it is for \
      a moment's listening.
      """)

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannels

  func run() throws { try place.setOrShow("/wavesink/solo", target) }
}
