// SPDX-License-Identifier: MIT
// wavesink ctl favourites. Main thread.

import ArgumentParser
import Control

/// Programs that somebody wants at hand.
struct CtlFavouritesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "favourites", abstract: "List the favourite programs, or add or remove one.",
    discussion: "They are kept in the rack file with all else.")

  @OptionGroup var target: CtlTarget

  @Argument(
    help: ArgumentHelp(
      "A program, as list shows it, that is to be one: its number, or CC0:CC32:number.", valueName: "address"))
  var program: String?

  @Flag(help: "It is a drum kit.")
  var drums = false

  @Flag(help: "Takes it away.")
  var remove = false

  @Flag(help: "All of them as JSON. Fields may be added, and are never renamed.")
  var json = false

  func validate() throws {
    if let program, CtlNoteCommand.address(program) == nil {
      throw ValidationError("a program is a number, or CC0:CC32:number, each 0 to 127, not \(program)")
    }
    if program == nil, drums || remove { throw ValidationError("which program? name it first") }
  }

  func run() throws {
    let path = "/wavesink/favourites"
    if let program, let address = CtlNoteCommand.address(program) {
      _ = try target.ask(
        OSCMessage(
          path, .int32(address.upper), .int32(address.lower), .int32(address.program), .int32(drums ? 1 : 0),
          .int32(remove ? 0 : 1)))
      return
    }
    let all: [Favourite] = try CtlJSON.read(target.ask(OSCMessage(path)))
    if json { return try CtlJSON.show(all) }
    for one in all { try Console.show("\(one.cc0):\(one.cc32):\(one.program)\(one.isDrum ? " drums" : "")\n") }
  }
}
