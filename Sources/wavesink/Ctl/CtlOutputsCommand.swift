// SPDX-License-Identifier: MIT
// wavesink ctl outputs. Main thread.

import ArgumentParser
import Control
import Miniport

/// Sets how channels are spread over the outputs.
struct CtlOutputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outputs", abstract: "Set how channels are spread over the outputs, or show it.",
    discussion: """
      What sounds goes on: new outputs are connected to where the sound has gone before. MIDI inputs are not touched.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(
    help: ArgumentHelp("One pair, one for each group, or one for each channel.", valueName: "kind"))
  var kind: OutputLayout?

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    guard let kind else {
      let present = try target.text(OSCMessage("/wavesink/outputs"))
      return json ? try CtlJSON.show(["outputs": present]) : try Console.show(present + "\n")
    }
    _ = try target.askPatiently(OSCMessage("/wavesink/outputs", .string(kind.rawValue)))
  }
}
