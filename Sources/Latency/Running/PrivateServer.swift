// SPDX-License-Identifier: MIT
// A JACK server of the tool's own, without a sound card. Control thread.

import Glibc

/// `jackd` with the dummy driver under a name of its own, until this value goes.
public final class PrivateServer {
  private static let patienceSeconds = 10
  private let process: ChildProcess
  /// Under which clients find it.
  public let name: String
  /// What was started.
  public let command: String

  /// Synchronous (`-S`): it waits for its clients, so that a busy machine delays a cycle rather than skips a client. Thread: control.
  public init(rate: Int, periodFrames: Int) throws(LatencyError) {
    name = "wavesink-latency-\(getpid())"
    command = "jackd -n \(name) -S -d dummy -r \(rate) -p \(periodFrames)"
    // exec: the process is the server, and no shell between.
    process = try ChildProcess(
      "exec " + command,
      environment: ["JACK_NO_AUDIO_RESERVATION": "1"])
    for _ in 0..<PrivateServer.patienceSeconds * 20 {
      if process.exitStatus != nil { break }
      // Not asked too early: a client that comes while the server starts meets half-made files (libjack 1.9.21).
      if PrivateServer.isListening(name), (try? ClientHandle("latency_question", server: name)) != nil { return }
      usleep(50_000)
    }
    let status = process.exitStatus
    let errors = process.lastError
    process.end()
    if let status { throw .launchEnded(command: command, status: status, errors: errors) }
    throw .serverNotStarted(command: command, seconds: PrivateServer.patienceSeconds)
  }

  /// What programs need in their environment to find it.
  public var environment: [String: String] { ["JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"] }

  /// Ends it, and takes away what it leaves behind (jackd 1.9.21): the semaphores of clients that it has outlived. Thread: control.
  public func end() {
    process.end()
    guard let folder = unsafe opendir("/dev/shm") else { return }
    defer { unsafe closedir(folder) }
    var left: [String] = []
    while let entry = unsafe readdir(folder) {
      let file = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { unsafe String(cString: $0) }
      }
      // The name holds the number of this process: no other server has it.
      if file.hasPrefix("jack_sem.\(getuid())_\(name)_") || file.hasPrefix("jack_\(name)_") { left.append(file) }
    }
    for file in left { unsafe unlink("/dev/shm/\(file)") }
  }

  private static func isListening(_ name: String) -> Bool {
    ["/dev/shm", "/tmp"].contains { unsafe access("\($0)/jack_\(name)_\(getuid())_0", F_OK) == 0 }
  }
}
