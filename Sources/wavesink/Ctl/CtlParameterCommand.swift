// SPDX-License-Identifier: MIT
// wavesink ctl parameter. Main thread.

import ArgumentParser
import Control

/// Sets and shows the controls and properties of plug-ins.
struct CtlParameterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameter", abstract: "Set a control or property of a plug-in, or show them all.")

  @OptionGroup var target: CtlTarget

  @Argument(
    help: ArgumentHelp(
      "Which one: the number of the group that it plays, or an insert, such as 2/1, hall/1 or master/2.",
      valueName: "plug-in"))
  var plugin: String

  @Argument(help: ArgumentHelp("The control's symbol, or the property's URI.", valueName: "symbol"))
  var symbol: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("What it is to be: a number, or the text or path of such a property.", valueName: "value"))
  var words: [String] = []

  @Flag(help: "The controls as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let number = Int32(plugin).map { OSCValue.int32($0) } ?? .string(plugin)
    if let symbol, words.count == 1, Float(words[0]) == nil {
      _ = try target.ask(OSCMessage("/wavesink/parameter", number, .string(symbol), .string(words[0])))
      return
    }
    if let symbol, let value = try CtlNumbers.parse(words, ["value"]).first {
      _ = try target.ask(OSCMessage("/wavesink/parameter", number, .string(symbol), .float(value)))
      return
    }
    let all = try parameters(number)
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

  /// Page by page: a datagram does not hold them all.
  private func parameters(_ plugin: OSCValue) throws(CommandFailure) -> [ParameterReport] {
    var all: [ParameterReport] = []
    while true {
      let page: [ParameterReport] = try CtlJSON.read(
        target.ask(OSCMessage("/wavesink/parameter", plugin, .int32(Int32(clamping: all.count)))))
      if page.isEmpty { return all }
      all += page
    }
  }
}
