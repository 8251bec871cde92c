// SPDX-License-Identifier: MIT
// wavesink ctl download: brings a bank into a running client. Main thread.

import ArgumentParser
import Control
import FoundationEssentials
import Glibc

/// A download and what it brought.
struct CtlDownloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "download", abstract: "Bring a bank in while it plays, and wait until it is there.",
    discussion: "Ctrl-C cancels it: nothing has changed then.")

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("A DLS collection or a SoundFont.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The id of a bank whose place it takes, and which goes when its last note has ended.", valueName: "id"))
  var replacing: Int32?

  @Flag(help: "What it brought as JSON. Fields may be added, and are never renamed.")
  var json = false

  @Flag(name: .customLong("no-wait"), help: "Show its id, for cancel, and do not wait until it is there.")
  var noWait = false

  func run() throws {
    var signals = StopSignals()
    let client = try target.client()
    let path = try CtlDownloadCommand.wholePath(of: file)
    let message =
      replacing.map { OSCMessage("/wavesink/replace", .int32($0), .string(path)) }
      ?? OSCMessage("/wavesink/download", .string(path))
    let first = try target.asking { () throws(ControlClient.Failure) in try client.ask(message) }
    guard case .int32(let id)? = first.first else {
      throw CommandFailure(status: .internalFault, sentence: "\(message.path): the reply is not understood")
    }
    guard !noWait else { return json ? try CtlJSON.show(["id": id]) : try Console.show("\(id)\n") }
    let values = try outcome(of: id, client, message.path, &signals)
    guard values.count == 2, case .string(let text) = values[1] else {
      throw CommandFailure(status: .internalFault, sentence: "\(message.path): the reply is not understood")
    }
    guard !json else { return try Console.show(text + "\n") }
    guard let report = try? JSONDecoder().decode(DownloadReport.self, from: Data(text.utf8)) else {
      throw CommandFailure(status: .internalFault, sentence: "\(message.path): the reply is not understood: \(text)")
    }
    for warning in report.warnings { Console.warning("\(file): \(warning)") }
    let more = report.warningCount - report.warnings.count
    if more > 0 { Console.warning("\(file): and \(more) more warnings, which wavesink inspect shows") }
    if !report.isLocked { Console.warning("\(file): its samples could not be locked in memory (see ulimit -l)") }
    try Console.show(
      "\(report.id)  \(file): \(CtlListCommand.count(report.programs, present: report.programsIn)), "
        + "\(report.regions) regions, \(report.waves) waves, "
        + "\(report.sampleBytes >> 10) kB\(report.sharedBytes > 0 ? " and \(report.sharedBytes >> 10) kB shared" : "")\n"
    )
  }

  /// Waits for the end of the download, shows how far it is, and cancels it when a signal comes.
  private func outcome(
    of id: Int32, _ client: ControlClient, _ path: String, _ signals: inout StopSignals
  ) throws(CommandFailure) -> [OSCValue] {
    var isShown = false
    defer { if isShown { Console.progress("") } }
    return try target.patientAnswer(client, path) { () throws(ControlClient.Failure) in
      if signals.take() { try client.sendOnly(OSCMessage("/wavesink/cancel", .int32(id))) }
    } hearing: { message in
      guard message.path == "/wavesink/progress", message.arguments.count == 2, Console.isTerminal,
        case .float(let share) = message.arguments[1]
      else { return }
      isShown = true
      Console.progress("\(file): \(Int(share * 100)) % of its samples")
    }
  }

  /// The client may have another folder at hand.
  static func wholePath(of file: String) throws(CommandFailure) -> String {
    guard let whole = unsafe realpath(file, nil) else {
      throw .badInput(file, "cannot be opened: \(unsafe String(cString: strerror(errno)))")
    }
    defer { unsafe free(whole) }
    return unsafe String(cString: whole)
  }
}

/// The end of a download.
struct CtlCancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "End a download that is on its way; nothing has changed then.")

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("The download's id, as download --no-wait shows it.", valueName: "id"))
  var id: Int32

  func run() throws { _ = try target.ask(OSCMessage("/wavesink/cancel", .int32(id))) }
}

/// The end of a bank.
struct CtlUnloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unload",
    abstract: "Take a bank out, and wait until its last note has ended and its memory is free.")

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("The bank's id, as list shows it.", valueName: "id"))
  var id: Int32

  @Flag(name: .customLong("no-wait"), help: "Do not wait for its last note.")
  var noWait = false

  func run() throws {
    let message = OSCMessage("/wavesink/unload", .int32(id))
    if noWait { try target.tell(message) } else { _ = try target.ask(message, milliseconds: -1) }
  }
}
