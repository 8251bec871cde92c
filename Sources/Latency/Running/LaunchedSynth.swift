// SPDX-License-Identifier: MIT
// A synth that the tool starts for a measurement. Control thread.

import Glibc
public import Realtime

/// A command that becomes a JACK client, until this value goes.
public final class LaunchedSynth {
  private static let patienceSeconds = 15
  private let process: ChildProcess
  private let folder: BankFolder
  /// Its ports.
  public let ports: TargetPorts

  /// Starts `command`, `{dls}` and `{sf2}` in it replaced by the paths of the tool's own bank, `{rack}` by that of a file with the
  /// text of that name, and waits for its ports: those of the first client with a MIDI input and an audio output that was not
  /// there before. Thread: control.
  public init(
    _ command: String, texts: [String: String] = [:], rate: SampleRate, server: String?,
    environment: [String: String] = [:]
  ) throws(LatencyError) {
    let folder = try BankFolder(rate: rate, texts: texts)
    let watcher = try ClientHandle("latency_watcher", server: server)
    defer { watcher.close() }
    let known = watcher.clients
    let process = try ChildProcess(folder.filled(command), environment: environment)
    var found: TargetPorts?
    for _ in 0..<LaunchedSynth.patienceSeconds * 20 {
      if let status = process.exitStatus {
        throw .launchEnded(command: command, status: status, errors: process.lastError)
      }
      found = watcher.newcomer(besides: known)
      if found != nil { break }
      usleep(50_000)
    }
    guard var found else { throw .launchWithoutPorts(command: command, seconds: LaunchedSynth.patienceSeconds) }
    // The other outputs come with the first one, or right after it; banks a little later.
    usleep(500_000)
    found = watcher.newcomer(besides: known) ?? found
    self.folder = folder
    self.process = process
    ports = found
  }

  /// The tool's own bank as a DLS file, for as long as this value lives.
  public var bankPath: String { folder.dls }

  /// Ends it. Thread: control.
  public func end() { process.end() }
}
