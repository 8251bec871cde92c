// SPDX-License-Identifier: MIT
// A JACK server of its own for a test. The test's thread.

import CJack
import Foundation
import Synchronization

/// A server of the chosen kind, without a sound card and under a private name, which goes when the test goes, however
/// that ends.
///
/// One at a time on a machine: libjack serves one server a process, and two servers would take each other's time.
final class JackServer: @unchecked Sendable {
  // Safe because a server is used by the one thread of its test.
  let name: String
  private let kind = ServerKind.chosen
  private(set) var rate: Int
  private var shell = Process()
  /// Closing this ends the server, and so does the end of this process.
  private var leash = Pipe()
  private let lock: Int32
  /// The process that is the server.
  private(set) var processIdentifier: pid_t = 0
  private var isRunning = false
  private let waitsForClients: Bool
  private let log: URL

  /// What kept a server from starting.
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Takes the name, and starts the server, at once or when `start` is called. `waitsForClients`: see `ServerKind.command`.
  init(rate: Int = 48_000, period: Int = 256, startsLater: Bool = false, waitsForClients: Bool = true) throws {
    self.rate = rate
    self.waitsForClients = waitsForClients
    log = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString).txt")
    // The lock lets one test at a time use the name. A name for each would fill JACK's list of 8 servers: one that
    // crashed keeps its place there until a server of the same name takes it.
    name = "wavesink-test-\(getuid())"
    lock = unsafe open("/tmp/wavesink-jack-tests-\(getuid()).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    flock(lock, LOCK_EX)
    if !startsLater { try start(rate: rate, period: period) }
  }

  deinit {
    stop()
    close(lock)
    try? FileManager.default.removeItem(at: log)
  }

  /// What it has written to standard error since it was started.
  var errors: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// Starts the server, after one that has ended, and waits until it answers.
  func start(rate: Int = 48_000, period: Int = 256) throws {
    stop()
    if kind == .jack { JackServer.removeRemains() }
    self.rate = rate
    let output = Pipe()
    shell = Process()
    leash = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let command = try kind.command(name: name, rate: rate, period: period, waitsForClients: waitsForClients)
    shell.arguments = ["-c", JackServer.script, "sh", name] + command
    shell.environment = ProcessInfo.processInfo.environment.merging(["JACK_NO_AUDIO_RESERVATION": "1"]) { $1 }
    shell.standardInput = leash
    shell.standardOutput = output
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    shell.standardError = try FileHandle(forWritingTo: log)
    do { try shell.run() } catch { throw failure("no shell: \(error)") }
    isRunning = true
    guard let line = JackServer.firstLine(of: output.fileHandleForReading), let found = pid_t(line) else {
      throw failure(kind.absence)
    }
    processIdentifier = found
    guard waitUntil(seconds: 4, { self.answers() }) else { throw failure("\(command[0]) did not answer within 4 s") }
  }

  /// Ends the server in an orderly way and waits for that.
  func stop() {
    guard isRunning else { return }
    isRunning = false
    try? leash.fileHandleForWriting.close()
    shell.waitUntilExit()
  }

  /// Kills the server as a crash would, and waits until the kernel has taken it down.
  func crash() {
    kill(processIdentifier, SIGKILL)
    _ = waitUntil(seconds: 2) {
      // Its sockets live as long as its last thread. Then the state, the letter behind the name, is Z: its shell has
      // not asked for the remains yet.
      let folder = "/proc/\(processIdentifier)"
      let threads = try? FileManager.default.contentsOfDirectory(atPath: folder + "/task")
      let state = try? String(contentsOfFile: folder + "/stat", encoding: .utf8)
      return (threads ?? []).count <= 1 && state.map { $0.contains(") Z ") } ?? true
    }
  }

  /// Changes the period as a person does; it stays until the next change.
  func changePeriod(to frames: Int) throws {
    switch kind {
    case .jack:
      let control = try ProbeClient("period", on: self)
      unsafe jack_set_buffer_size(control.handle, UInt32(frames))
      control.close()
    case .pipeWire:
      // jack_set_buffer_size would hold for as long as its client is there.
      try setClock("force-quantum", to: frames)
    }
  }

  /// Changes the sample rate while the server runs, which only PipeWire can.
  func changeRate(to hertz: Int) throws {
    try setClock("force-rate", to: hertz)
    rate = hertz
  }

  private func setClock(_ key: String, to value: Int) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pw-metadata", "-n", "settings", "0", "clock.\(key)", "\(value)"]
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "pw-metadata failed") }
  }

  /// The environment of a program that is to find this server.
  var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(kind.environment(name: name)) { $1 }
  }

  /// The shell says which process the server is, waits for the end of its input, and then ends the server.
  private static let script = """
    name=$1
    shift
    command -v "$1" > /dev/null || exit 1
    "$@" > /dev/null & server=$!
    echo $server
    cat > /dev/null
    kill -TERM $server
    for try in 1 2 3 4 5 6 7 8 9 10; do kill -0 $server || break; sleep 0.1; done
    kill -KILL $server
    rm -f /dev/shm/jack_"$name"_* /dev/shm/jack_sem.*_"$name"_*
    """

  /// Takes away the metadata that servers and clients of this user share, unless a server may be using it: a process that
  /// was killed while it opened it left it half-made, and everybody would wait for it for ever (libjack 1.9.21).
  private static func removeRemains() {
    let files = FileManager.default
    // Listening sockets of the machine: their flags, and their path at the end of the line.
    let sockets = (try? String(contentsOfFile: "/proc/net/unix", encoding: .utf8)) ?? ""
    let isServed = sockets.split(separator: "\n").contains {
      $0.contains(" 00010000 ") && $0.contains("/dev/shm/jack_") && $0.hasSuffix("_\(getuid())_0")
    }
    guard !isServed else { return }
    let folder = "/dev/shm/jack_db-\(getuid())/"
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix("__db.") {
      try? files.removeItem(atPath: folder + name)
    }
  }

  private func answers() -> Bool {
    jack_silence_messages()
    var status = JackStatus(0)
    guard let client = unsafe jack_client_open_existing("probe", name, &status) else { return false }
    unsafe jack_client_close(client)
    return true
  }

  private func failure(_ reason: String) -> Failure {
    stop()
    return Failure(description: reason)
  }

  private static func firstLine(of file: FileHandle) -> String? {
    var line: [UInt8] = []
    while let byte = try? file.read(upToCount: 1)?.first {
      if byte == 10 { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }
}

/// Asks again every few milliseconds until `condition` holds; false when it does not within `seconds`.
func waitUntil(seconds: Double, _ condition: () -> Bool) -> Bool {
  let end = Date(timeIntervalSinceNow: seconds)
  while true {
    if condition() { return true }
    if Date() >= end { return false }
    usleep(5000)
  }
}
