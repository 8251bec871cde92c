// SPDX-License-Identifier: MIT
// wavesink ctl parameter. Main thread.

import ArgumentParser
import Control

/// Sets and shows the controls and properties of plug-ins.
struct CtlParameterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameter", abstract: "Set a control or property of a plug-in, or show them all.")

  @OptionGroup var target: CtlTarget

  @OptionGroup var plugin: CtlPlugin

  @Argument(help: ArgumentHelp("The control's symbol, or the property's URI.", valueName: "symbol"))
  var symbol: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("What it is to be: a number, or the text or path of such a property.", valueName: "value"))
  var words: [String] = []

  @Flag(help: "The controls as JSON. Fields may be added, and are never renamed.")
  var json = false

  private static let path = "/wavesink/parameter"

  func run() throws {
    if let symbol, words.count == 1, Float(words[0]) == nil {
      _ = try target.ask(OSCMessage(CtlParameterCommand.path, plugin.value, .string(symbol), .string(words[0])))
      return
    }
    if let symbol, let value = try CtlNumbers.parse(words, ["value"]).first {
      _ = try target.ask(OSCMessage(CtlParameterCommand.path, plugin.value, .string(symbol), .float(value)))
      return
    }
    let all: [ParameterReport] = try plugin.list(CtlParameterCommand.path, target)
    let shown = all.filter { symbol == nil || $0.symbol == symbol }
    if shown.isEmpty, let symbol { throw CommandFailure.usage("the plug-in has no control \(symbol)") }
    if json { return try CtlJSON.show(shown) }
    for one in shown {
      let kinds = ["string": "a text", "path": "a path", "uri": "a URI", "unknown": "cannot be set here"]
      let isWritten = "written by the plug-in"
      let unit = one.unit.map { " \($0)" } ?? ""
      let range = one.isOutput ? isWritten : one.kind.flatMap { kinds[$0] } ?? "\(one.least) to \(one.greatest)\(unit)"
      let value = one.isKnown ? one.text ?? "\(one.value)" : "not known"
      try Console.show("\(one.symbol)  \(value)  (\(range))  \(one.name)\n")
    }
  }
}
