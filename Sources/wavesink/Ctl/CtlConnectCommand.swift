// SPDX-License-Identifier: MIT
// wavesink ctl connect and disconnect. Main thread.

import ArgumentParser
import Control

/// Which ports.
struct CtlPorts: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The full name of the port that gives, such as system:midi_capture_1.", valueName: "source"))
  var source: String

  @Argument(
    help: ArgumentHelp("The full name of the port that takes, such as wavesink:midi_in_1.", valueName: "destination"))
  var destination: String

  /// Both, as a message has them.
  var values: [OSCValue] { [.string(source), .string(destination)] }
}

/// One connection more.
struct CtlConnectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect", abstract: "Connect one of the client's ports with another one.",
    discussion: "It comes back when the other port does, and with the server. wavesink ctl connections lists ports.")

  @OptionGroup var target: CtlTarget
  @OptionGroup var ports: CtlPorts

  func run() throws { _ = try target.askPatiently(OSCMessage("/wavesink/connect", ports.values)) }
}

/// One connection less.
struct CtlDisconnectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disconnect", abstract: "Take a connection of the client's away.",
    discussion: "One whose other port has gone is forgotten, and does not come back with it.")

  @OptionGroup var target: CtlTarget
  @OptionGroup var ports: CtlPorts

  func run() throws { _ = try target.askPatiently(OSCMessage("/wavesink/disconnect", ports.values)) }
}
