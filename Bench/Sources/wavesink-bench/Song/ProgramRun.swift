// SPDX-License-Identifier: MIT
// Runs another program and says what that took.

import Foundation
import Glibc

/// What a program took from its start to its end.
struct ProgramRun {
  let wallSeconds: Double
  /// Of all its threads, the system's work for it included.
  let processorSeconds: Double

  /// Runs it and waits, what it says goes nowhere. No other program of ours may end meanwhile.
  init(_ program: URL, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let (before, start) = (ProgramRun.childrenSeconds(), Clocks.wall())
    try process.run()
    process.waitUntilExit()
    wallSeconds = Double(Clocks.wall() - start) * 1e-9
    processorSeconds = ProgramRun.childrenSeconds() - before
    guard process.terminationStatus == 0 else {
      throw BenchError.program("\(program.path) ends with \(process.terminationStatus)")
    }
  }

  /// Of all programs that this one has started and that have ended.
  private static func childrenSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
  }

  /// The program of that name beside this one, or else where the shell would find it; nil where there is none.
  static func find(_ name: String) -> URL? {
    let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return ([here] + folders.map { URL(fileURLWithPath: String($0)) }).map { $0.appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
