// SPDX-License-Identifier: MIT
// The real program with its control server. The test's thread.

import Control
import Foundation

/// A stage whose program announces its control server in a folder of the test's own.
final class ControlledStage {
  let stage: Stage
  private let folder: URL
  let client: ControlClient

  init(
    period: Int = 256, bank kind: StepBank.Kind = .tone, hasEffects: Bool = false, _ arguments: [String] = [],
    environment: [String: String] = [:], serverWaits: Bool = true
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("control-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    stage = try Stage(
      period: period, bank: kind, hasEffects: hasEffects, arguments,
      environment: environment.merging(["XDG_RUNTIME_DIR": folder.path]) { $1 }, serverWaits: serverWaits)
    let line = stage.program.errors.split(separator: "\n").first { $0.contains("control by OSC at ") }
    guard let url = line?.split(separator: " ").last else {
      throw JackServer.Failure(description: "there is no control server: \(stage.program.errors)")
    }
    client = try ControlClient(url: String(url))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs `wavesink ctl` with these arguments; what it has written to standard output, and its status.
  func ctl(_ arguments: String...) throws -> (output: String, status: Int32) { try run(["ctl"] + arguments) }

  /// Runs the program once more, with these arguments.
  func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = WavesinkProcess.binary
    process.arguments = arguments
    process.environment = stage.server.environment.merging(["XDG_RUNTIME_DIR": folder.path]) { $1 }
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  /// Starts the program once more, and goes on; `page` takes what it writes to standard output.
  func start(_ arguments: [String], output page: URL) throws -> WavesinkProcess {
    _ = FileManager.default.createFile(atPath: page.path, contents: nil)
    return try WavesinkProcess(
      arguments, environment: stage.server.environment.merging(["XDG_RUNTIME_DIR": folder.path]) { $1 }, output: page)
  }

  /// The channels of the first group.
  func channels() throws -> [ChannelSummary] {
    guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/channels", .int32(1))).first else {
      throw JackServer.Failure(description: "there are no channels")
    }
    return try JSONDecoder().decode([ChannelSummary].self, from: Data(text.utf8))
  }

  /// Programs that have the synthesizer open.
  func clients() throws -> [ClientReport] {
    guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/clients")).first else {
      throw JackServer.Failure(description: "there are no clients")
    }
    return try JSONDecoder().decode([ClientReport].self, from: Data(text.utf8))
  }

  /// Brings a bank in and waits until it plays; its id.
  func download(_ path: String, replacing old: Int32? = nil) throws -> Int32 {
    let message =
      old.map { OSCMessage("/wavesink/replace", .int32($0), .string(path)) }
      ?? OSCMessage("/wavesink/download", .string(path))
    guard case .int32(let id)? = try client.ask(message).first else {
      throw JackServer.Failure(description: "there is no id for \(path)")
    }
    _ = try client.answer(to: message.path, milliseconds: 60_000)
    return id
  }

  /// All numbers of the client.
  func report() throws -> StudioReport {
    guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/stats")).first else {
      throw JackServer.Failure(description: "there are no numbers")
    }
    return try JSONDecoder().decode(StudioReport.self, from: Data(text.utf8))
  }

  /// Resident memory of the program, in bytes.
  func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/\(stage.program.processIdentifier)/statm", encoding: .utf8)) ?? ""
    return (fields.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize())
  }
}
