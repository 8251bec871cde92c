// SPDX-License-Identifier: MIT
// wavesink ctl note, program, control, panic, quit. Main thread.

import ArgumentParser
import Control

/// Which channel.
struct CtlChannel: ParsableArguments {
  @Option(help: ArgumentHelp("Channel group, 0 for all.", valueName: "number"))
  var group: Int32 = 1

  @Option(help: ArgumentHelp("Channel, 1 to 16.", valueName: "number"))
  var channel: Int32 = 1
}

/// One note.
struct CtlNoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "note", abstract: "Play a note.")

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannel

  @Argument(help: ArgumentHelp("Key, 0 to 127; 60 is middle C.", valueName: "key"))
  var key: Int32

  @Argument(help: ArgumentHelp("Velocity, 1 to 127.", valueName: "velocity"))
  var velocity: Int32 = 100

  @Option(help: ArgumentHelp("How long it is held, 0 to 3600.", valueName: "seconds"))
  var seconds: Float = 1

  func run() throws {
    try target.tell(
      OSCMessage(
        "/wavesink/note", .int32(place.group), .int32(place.channel), .int32(key), .int32(velocity), .float(seconds)))
  }
}

/// One program change.
struct CtlProgramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "program", abstract: "Choose a channel's program.")

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannel

  @Argument(help: ArgumentHelp("Program, 0 to 127.", valueName: "program"))
  var program: Int32

  @Option(name: .customLong("cc0"), help: ArgumentHelp("Bank select, upper half, 0 to 127.", valueName: "value"))
  var upper: Int32 = 0

  @Option(name: .customLong("cc32"), help: ArgumentHelp("Bank select, lower half, 0 to 127.", valueName: "value"))
  var lower: Int32 = 0

  func run() throws {
    try target.tell(
      OSCMessage(
        "/wavesink/program", .int32(place.group), .int32(place.channel), .int32(program), .int32(upper), .int32(lower)))
  }
}

/// One control change.
struct CtlControlCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "control", abstract: "Send a control change.")

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannel

  @Argument(help: ArgumentHelp("Controller, 0 to 127.", valueName: "number"))
  var number: Int32

  @Argument(help: ArgumentHelp("Value, 0 to 127.", valueName: "value"))
  var value: Int32

  func run() throws {
    try target.tell(
      OSCMessage("/wavesink/control", .int32(place.group), .int32(place.channel), .int32(number), .int32(value)))
  }
}

/// Silence.
struct CtlPanicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panic", abstract: "Silence everything at once, and forget what was sent ahead of time.")

  @OptionGroup var target: CtlTarget

  func run() throws { _ = try target.ask(OSCMessage("/wavesink/panic")) }
}

/// The end.
struct CtlQuitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "quit", abstract: "End the client, as Ctrl-C does.")

  @OptionGroup var target: CtlTarget

  func run() throws { _ = try target.ask(OSCMessage("/wavesink/quit")) }
}
