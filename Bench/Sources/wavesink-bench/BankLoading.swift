// SPDX-License-Identifier: MIT
// What loading a large bank costs, each time in a process of its own.

import Foundation

/// How long a bank takes until it can be played, and how much memory it takes at most.
struct BankLoading: Codable {
  /// Of the wall clock, from the request until the bank plays.
  let milliseconds: Double
  /// What the process has at most with the bank, beyond what it had at most without.
  let megabytes: Double

  /// Measures `load` in this process, which should not have done anything else.
  static func measure(_ load: () throws -> Void) throws -> BankLoading {
    let (before, start) = (try peakKilobytes(), Clocks.wall())
    try load()
    let end = Clocks.wall()
    return BankLoading(
      milliseconds: Double(end - start) * 1e-6, megabytes: Double(try peakKilobytes() - before) / 1024)
  }

  /// Runs this program again, to load `bank` with one side and say what it took.
  static func inNewProcess(side: LoadingSide, bank: String) throws -> BankLoading {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--loading", side.rawValue, "--bank", bank]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchError.bank("\(bank): \(side.rawValue) cannot load it") }
    return try JSONDecoder().decode(BankLoading.self, from: answer)
  }

  /// The most that this program has had. What `getrusage` says begins with the process that started it, which would hide
  /// the first part of what a bank takes.
  private static func peakKilobytes() throws -> Int {
    let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
    let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
    guard let peak, peak.count > 1, let kilobytes = Int(peak[1]) else { throw BenchError.bank("no VmHWM in /proc") }
    return kilobytes
  }
}

/// Who loads a bank.
enum LoadingSide: String, CaseIterable, Codable {
  case wavesink
  case fluidsynth
}
