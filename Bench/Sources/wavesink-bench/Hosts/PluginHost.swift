// SPDX-License-Identifier: MIT
// Programs that host a plug-in as a JACK client.

import Foundation

/// A way to host a plug-in.
enum PluginHost: String, CaseIterable, Encodable {
  /// A client that does nothing: what the measurement itself takes.
  case nothing
  case jalv
  case inProcess = "in the process"
  case sandbox
  case pipelined

  /// What is said of it.
  var title: String {
    switch self {
    case .nothing: "nothing"
    case .jalv: "jalv"
    case .inProcess, .sandbox, .pipelined: "wavesink, \(rawValue)"
    }
  }

  /// Its client's name.
  var clientName: String { self == .nothing ? "idle" : self == .jalv ? "jalv" : "hosting" }

  /// Starts the program with a plug-in on a server; nil where there is none.
  func start(_ plugin: String, on server: BenchServer, folder: URL) throws -> Process? {
    switch self {
    case .nothing: return nil
    case .jalv: return try PluginHost.run("jalv", ["-n", clientName, plugin], server, folder)
    case .inProcess, .sandbox, .pipelined:
      let rack = folder.appendingPathComponent("rack.yaml")
      let mode = self == .inProcess ? "in-process" : rawValue
      try "wavesink-rack: 1\ngroups:\n- miniport: {lv2: \"\(plugin)\", mode: \(mode)}\n"
        .write(to: rack, atomically: true, encoding: .utf8)
      let arguments = ["run", "--name", clientName, "--no-connect", "--no-effects", "--rack", rack.path]
      return try PluginHost.run("wavesink", arguments, server, folder)
    }
  }

  private static func run(
    _ name: String, _ arguments: [String], _ server: BenchServer, _ folder: URL
  ) throws -> Process {
    guard let program = ProgramRun.find(name) else { throw BenchError.program("\(name) is not installed") }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = server.environment.merging(["XDG_RUNTIME_DIR": folder.path]) { $1 }
    // jalv reads commands, and ends where there will be no more.
    process.standardInput = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
