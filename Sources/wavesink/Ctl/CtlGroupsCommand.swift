// SPDX-License-Identifier: MIT
// wavesink ctl groups. Main thread.

import ArgumentParser
import Control

/// Adds and removes channel groups.
struct CtlGroupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "Set how many channel groups there are, or show it.",
    discussion: """
      They come and go at the end, each with its MIDI input. Other ports are not touched, and what sounds goes on; the notes \
      of a group that goes are let go.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("Groups of 16 channels, 1 to 32, or as many as it began with.", valueName: "count"))
  var count: Int?

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    guard let count else {
      guard case .int32(let present)? = try target.ask(OSCMessage("/wavesink/groups")).first else { return }
      return json ? try CtlJSON.show(["groups": present]) : try Console.show("\(present)\n")
    }
    _ = try target.askPatiently(OSCMessage("/wavesink/groups", .int32(Int32(clamping: count))))
  }
}
