// SPDX-License-Identifier: MIT
// wavesink ctl thru. Main thread.

import ArgumentParser
import Control

/// Routes what comes in by the MIDI inputs.
struct CtlThruCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thru", abstract: "Route what comes in by the MIDI inputs, or show the routes.",
    discussion: """
      2:5 is channel 5 of input 2 or of group 2; 2 is each of its channels, and 2:system its System Exclusive, clocks and what else \
      has no channel. Without a route a channel goes to the same one of the group that has the input's number. Several destinations each \
      get a copy, at the same frame; what is held ends where it no longer goes.

      wavesink ctl thru 1:3 1:3 2:5    channel 3 plays on channel 5 of group 2 too
      wavesink ctl thru 1 3            input 1 plays group 3
      wavesink ctl thru 1:10 none      channel 10 goes nowhere
      wavesink ctl thru 1 self         as it was
      """)

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("Of which input.", valueName: "source"))
  var source: String?

  @Argument(help: ArgumentHelp("Where it goes: channels, groups, none or self.", valueName: "destination"))
  var destinations: [String] = []

  @Flag(help: "The routes as JSON. Fields may be added, and are never renamed.")
  var json = false

  /// What --json shows of a route.
  private struct Route: Encodable {
    let from: String
    let to: [String]
  }

  func run() throws {
    if let source, !destinations.isEmpty {
      let wanted = OSCValue.string(destinations.joined(separator: ","))
      _ = try target.ask(OSCMessage("/wavesink/thru", .string(source), wanted), milliseconds: 5000)
      return
    }
    let question = source.map { OSCMessage("/wavesink/thru", .string($0)) } ?? OSCMessage("/wavesink/thru")
    let texts = try target.ask(question).compactMap { if case .string(let text) = $0 { text } else { nil } }
    let routes = stride(from: 0, to: texts.count - 1, by: 2).map {
      Route(from: texts[$0], to: texts[$0 + 1].split(separator: ",").map(String.init))
    }
    if json { return try CtlJSON.show(routes) }
    for route in routes { try Console.show("\(route.from)  \(route.to.joined(separator: " "))\n") }
  }
}
