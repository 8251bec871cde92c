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
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Play a note.",
    discussion: """
      With --program the note plays that one, on a channel of its own that nobody else hears of: no channel's program changes.
      """)

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannel

  @Argument(help: ArgumentHelp("Key, 0 to 127; 60 is middle C.", valueName: "key"))
  var key: Int32

  @Argument(help: ArgumentHelp("Velocity, 1 to 127.", valueName: "velocity"))
  var velocity: Int32 = 100

  @Option(help: ArgumentHelp("How long it is held, 0 to 3600.", valueName: "seconds"))
  var seconds: Float = 1

  @Option(
    help: ArgumentHelp(
      "A program to listen to, as list shows it: its number, or CC0:CC32:number.", valueName: "address"))
  var program: String?

  func validate() throws {
    if program != nil, place.group != 1 {
      throw ValidationError("--program plays on a group of its own, not on --group \(place.group)")
    }
    if let program, CtlNoteCommand.address(program) == nil {
      throw ValidationError("--program is a number, or CC0:CC32:number, each 0 to 127, not \(program)")
    }
  }

  func run() throws {
    if let program, let address = CtlNoteCommand.address(program) { return try audition(address) }
    try target.tell(
      OSCMessage(
        "/wavesink/note", .int32(place.group), .int32(place.channel), .int32(key), .int32(velocity), .float(seconds)))
  }
}

extension CtlNoteCommand {
  /// Plays the note on a channel of a client's own group, and keeps that until the note has ended.
  private func audition(_ address: (upper: Int32, lower: Int32, program: Int32)) throws(CommandFailure) {
    var signals = StopSignals()
    let client = try target.client()
    try target.asking { () throws(ControlClient.Failure) in
      _ = try client.ask(OSCMessage("/wavesink/open", .string("audition"), .int32(1)))
      let channel = place.channel
      try client.send(
        OSCMessage(
          "/wavesink/program", .int32(1), .int32(channel), .int32(address.program), .int32(address.upper),
          .int32(address.lower)))
      // With programs on demand it may have to come in first.
      _ = signals.wait(milliseconds: 100)
      try client.send(
        OSCMessage("/wavesink/note", .int32(1), .int32(channel), .int32(key), .int32(velocity), .float(seconds)))
      var left = Double(seconds)
      while left > 0, !signals.wait(milliseconds: Int(min(left, 2) * 1000)) {
        left -= 2
        try client.sendOnly(OSCMessage("/wavesink/ping"))
      }
      // Its release goes on: closing lets go of the key.
      try client.sendOnly(OSCMessage("/wavesink/close"))
    }
  }

  /// An address as `ctl list` shows it.
  static func address(_ text: String) -> (upper: Int32, lower: Int32, program: Int32)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) ?? -1 }
    guard parts.allSatisfy({ (0...127).contains($0) }) else { return nil }
    switch parts.count {
    case 1: return (0, 0, parts[0])
    case 3: return (parts[0], parts[1], parts[2])
    default: return nil
    }
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
