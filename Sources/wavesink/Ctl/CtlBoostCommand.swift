// SPDX-License-Identifier: MIT
// wavesink ctl boost. Main thread.

import ArgumentParser
import Control

/// What is added to it.
struct CtlBoostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boost", abstract: "Set what is added to the volume, or show it.")

  @OptionGroup var target: CtlTarget

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("−20 to 20 dB.", valueName: "dB"))
  var words: [String] = []

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws { try CtlNumbers.setOrShow("/wavesink/boost", words, ["dB"], target, isJSON: json) }
}
