// SPDX-License-Identifier: MIT
// wavesink ctl load. Main thread.

import ArgumentParser
import Control

/// Brings a client to the state of a rack file.
struct CtlLoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Bring a running client to the state of a rack file.",
    discussion: """
      What is like that already is left alone: loading twice changes nothing.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("The rack file.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "What was done as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let report = try CtlRack.ask(target, "/wavesink/load", path: CtlDownloadCommand.wholePath(of: file))
    for warning in report.warnings where !json { Console.warning(warning) }
    guard !json else { return try CtlJSON.show(report) }
    guard report.hasChanged else { return try Console.show("it was like that already\n") }
    try Console.show(
      "banks: \(report.banksLoaded) loaded, \(report.banksUnloaded) unloaded; messages: \(report.messages); connections: "
        + "\(report.connectionsMade) made, \(report.connectionsCut) taken away"
        + (report.formChanges > 0
          ? "; groups, outputs, miniports, routes and favourites: \(report.formChanges) changed\n" : "\n"))
  }
}
