// SPDX-License-Identifier: MIT
// wavesink ctl volume. Main thread.

import ArgumentParser
import Control

/// The volume of everything.
struct CtlVolumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "volume", abstract: "Set the volume of everything, or show it.")

  @OptionGroup var target: CtlTarget

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("−96 to 0 dB under what --gain says; -96 is silence.", valueName: "dB"))
  var words: [String] = []

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws { try CtlNumbers.setOrShow("/wavesink/volume", words, ["dB"], target, isJSON: json) }
}
