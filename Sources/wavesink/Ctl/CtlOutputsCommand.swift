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

  @Option(
    help: ArgumentHelp("Reverb and chorus with the first pair, or on a pair of their own.", valueName: "kind"))
  var effects: EffectsOutput?

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    guard kind != nil || effects != nil else {
      let present = try target.ask(OSCMessage("/wavesink/outputs"))
      guard present.count == 2, case .string(let outputs) = present[0], case .string(let place) = present[1] else {
        throw CommandFailure(status: .internalFault, sentence: "/wavesink/outputs: the reply is not understood")
      }
      let words = place == EffectsOutput.apart.rawValue ? "\(outputs), effects apart" : outputs
      return json ? try CtlJSON.show(["outputs": outputs, "effects": place]) : try Console.show(words + "\n")
    }
    _ = try target.askPatiently(
      OSCMessage("/wavesink/outputs", .string(kind?.rawValue ?? ""), .string(effects?.rawValue ?? "")))
  }
}
