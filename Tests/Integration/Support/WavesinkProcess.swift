// SPDX-License-Identifier: MIT
// The real program, run by a test. The test's thread.

import Foundation

/// A running `wavesink`, ended when the test goes.
final class WavesinkProcess: @unchecked Sendable {
  // Safe because it is used by the one thread of its test.
  private let process = Process()
  private let output: URL

  /// The program: WAVESINK_BINARY, or what was built beside these tests.
  static var binary: URL {
    if let path = ProcessInfo.processInfo.environment["WAVESINK_BINARY"] { return URL(fileURLWithPath: path) }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("wavesink")
  }

  /// Starts the program with the environment in which it finds its server; `output`: a file that takes its standard output.
  init(_ arguments: [String], environment: [String: String], output page: URL? = nil) throws {
    output = FileManager.default.temporaryDirectory.appendingPathComponent("wavesink-\(UUID().uuidString).txt")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let writer = try FileHandle(forWritingTo: output)
    process.executableURL = WavesinkProcess.binary
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try page.map { try FileHandle(forWritingTo: $0) } ?? FileHandle.nullDevice
    process.standardError = writer
    try process.run()
    try writer.close()
  }

  deinit {
    end()
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: output)
  }

  /// What it has written to standard error so far.
  var errors: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

  /// Where it says that its control server is, once it has said so.
  var controlAddress: String? {
    var found: String?
    _ = waitUntil(seconds: 5) {
      let line = errors.split(separator: "\n").first { $0.contains("control by OSC at ") }
      found = line?.split(separator: " ").last.map(String.init)
      return found != nil
    }
    return found
  }

  /// Kilobytes of its memory that are resident.
  var residentKilobytes: Int {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }

  /// How many files, sockets and mappings of others it has open.
  var openFileCount: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count) ?? 0
  }

  /// Its threads.
  var threadCount: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/task").count) ?? 0
  }

  /// The process.
  var processIdentifier: pid_t { process.processIdentifier }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Ends it in an orderly way where that is possible: what is killed while it opens a client may leave files of libjack
  /// half-made, at which every later client waits for ever (1.9.21).
  func end() {
    guard process.isRunning else { return }
    signal(SIGTERM)
    _ = exitStatus(within: 5)
  }

  /// Its exit status once it has ended of itself; nil when it has not within `seconds`, or ended by a signal.
  func exitStatus(within seconds: Double) -> Int32? {
    guard waitUntil(seconds: seconds, { !process.isRunning }), process.terminationReason == .exit else { return nil }
    return process.terminationStatus
  }
}
