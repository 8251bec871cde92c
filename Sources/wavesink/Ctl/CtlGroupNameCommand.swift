// SPDX-License-Identifier: MIT
// wavesink ctl group-name. Main thread.

import ArgumentParser
import Control

/// Says what patchbays call a group.
struct CtlGroupNameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group-name", abstract: "Say what patchbays call a channel group, or show it.",
    discussion: """
      Patchbays that read pretty names show it for the group's MIDI input, and for its outputs where it has its own. The \
      ports' own names, and with them connections, stay as they are.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("Channel group.", valueName: "group"))
  var group: Int32

  @Argument(help: ArgumentHelp("A name; an empty one for its number.", valueName: "name"))
  var groupName: String?

  @Flag(help: "The name as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    guard let groupName else {
      let present = try target.text(OSCMessage("/wavesink/groupname", .int32(group)))
      return json ? try CtlJSON.show(["name": present]) : try Console.show(present + "\n")
    }
    _ = try target.ask(OSCMessage("/wavesink/groupname", .int32(group), .string(groupName)))
  }
}
