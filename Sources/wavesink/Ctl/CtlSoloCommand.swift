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

  @Argument(help: ArgumentHelp("on or off.", valueName: "switch"))
  var wanted: CtlChannels.Switch?

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws { try place.setOrShow("/wavesink/solo", wanted, target, isJSON: json) }
}
