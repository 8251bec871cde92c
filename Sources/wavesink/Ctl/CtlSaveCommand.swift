// SPDX-License-Identifier: MIT
// wavesink ctl save. Main thread.

import ArgumentParser
import Control

/// Writes a rack file.
struct CtlSaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Write banks, programs, controllers, properties and connections to a rack file.",
    discussion: "SIGUSR1 makes the client save to the same file again. docs/rack.md describes it.")

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("The rack file, which is replaced.", valueName: "file"), completion: .file())
  var file: String

  func run() throws {
    let report = try CtlRack.ask(target, "/wavesink/save", path: RackPath.whole(file))
    for warning in report.warnings { Console.warning(warning) }
  }
}
