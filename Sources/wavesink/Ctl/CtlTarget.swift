// SPDX-License-Identifier: MIT
// Which client is asked. Main thread.

import ArgumentParser
import Control

/// The client that a `ctl` command is for.
struct CtlTarget: ParsableArguments {
  @Option(help: ArgumentHelp("The client's name.", valueName: "name"))
  var name = "wavesink"

  @Option(
    help: ArgumentHelp(
      "Where its control server is, for one that is not announced on this machine: osc.udp://host:port/.",
      valueName: "url"))
  var url: String?

  /// The client's control server; throws where none is known.
  func client() throws(CommandFailure) -> ControlClient {
    guard let address = url ?? Announcement.url(of: name) else {
      throw CommandFailure(status: .noServer, sentence: "no client named \(name) runs (name another one with --name)")
    }
    return try asking { () throws(ControlClient.Failure) in try ControlClient(url: address) }
  }

  /// Asks the client something; what it refuses is thrown as a sentence.
  func ask(_ message: OSCMessage, milliseconds: Int32 = 2000) throws(CommandFailure) -> [OSCValue] {
    let client = try client()
    return try asking { () throws(ControlClient.Failure) in try client.ask(message, milliseconds: milliseconds) }
  }

  /// The same, however long it takes: that the client is still there is asked meanwhile.
  func askPatiently(_ message: OSCMessage) throws(CommandFailure) -> [OSCValue] {
    let client = try client()
    try asking { () throws(ControlClient.Failure) in try client.sendOnly(message) }
    return try patientAnswer(client, message.path)
  }

  /// The next answer about a path, however long that takes. `turn`: is called five times a second meanwhile; `other`: is given
  /// what else the client sends.
  func patientAnswer(
    _ client: ControlClient, _ path: String, turn: () throws(ControlClient.Failure) -> Void = {},
    hearing other: (OSCMessage) -> Void = { _ in }
  ) throws(CommandFailure) -> [OSCValue] {
    try asking { () throws(ControlClient.Failure) in
      var silentTurns = 0
      while true {
        do throws(ControlClient.Failure) {
          return try client.answer(to: path, milliseconds: 200) { message in
            silentTurns = 0
            other(message)
          }
        } catch {
          guard case .noAnswer = error, silentTurns < 35 else { throw error }
        }
        try turn()
        silentTurns += 1
        // Whether it is still there.
        if silentTurns % 10 == 0 { try client.sendOnly(OSCMessage("/wavesink/ping")) }
      }
    }
  }

  /// Tells the client something that is not answered but where it is wrong.
  func tell(_ message: OSCMessage) throws(CommandFailure) {
    let client = try client()
    try asking { () throws(ControlClient.Failure) in try client.send(message) }
  }

  /// A text that the client replies with.
  func text(_ message: OSCMessage) throws(CommandFailure) -> String {
    guard case .string(let text)? = try ask(message).first else {
      throw CommandFailure(status: .internalFault, sentence: "\(message.path): the reply has no text")
    }
    return text
  }

  /// Turns what a client did not do into a sentence and a status.
  func asking<Result>(_ body: () throws(ControlClient.Failure) -> Result) throws(CommandFailure) -> Result {
    do { return try body() } catch {
      switch error {
      case .refused(.failed?, let sentence): throw CommandFailure(status: .badInput, sentence: sentence)
      case .refused(_, let sentence): throw .usage(sentence)
      case .noAnswer, .noServer: throw CommandFailure(status: .noServer, sentence: "\(url ?? name): \(error)")
      }
    }
  }
}
