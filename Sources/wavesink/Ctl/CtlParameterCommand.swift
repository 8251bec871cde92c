// SPDX-License-Identifier: MIT
// wavesink ctl parameter. Main thread.

import ArgumentParser
import Control
import FoundationEssentials

/// Sets and shows the controls of plug-ins.
struct CtlParameterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameter", abstract: "Set a control of the plug-in that plays a group, or show them all.")

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("The group, from 1.", valueName: "group"))
  var group: Int

  @Argument(help: ArgumentHelp("The control's symbol.", valueName: "symbol"))
  var symbol: String?

  @Argument(help: ArgumentHelp("What it is to be.", valueName: "value"))
  var value: Float?

  @Flag(help: "The controls as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let number = OSCValue.int32(Int32(clamping: group))
    if let symbol, let value {
      _ = try target.ask(OSCMessage("/wavesink/parameter", number, .string(symbol), .float(value)))
      return
    }
    let text = try target.text(OSCMessage("/wavesink/parameter", number))
    guard let all = try? JSONDecoder().decode([ParameterReport].self, from: Data(text.utf8)) else {
      throw CommandFailure(status: .internalFault, sentence: "/wavesink/parameter: the reply is not understood")
    }
    let shown = all.filter { symbol == nil || $0.symbol == symbol }
    if shown.isEmpty, let symbol { throw CommandFailure.usage("the plug-in has no control \(symbol)") }
    if json { return try CtlJSON.show(shown) }
    for one in shown {
      let range = one.isOutput ? "written by the plug-in" : "\(one.least) to \(one.greatest)"
      try Console.show("\(one.symbol)  \(one.value)  (\(range))  \(one.name)\n")
    }
  }
}
