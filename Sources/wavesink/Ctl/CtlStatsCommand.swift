// SPDX-License-Identifier: MIT
// wavesink ctl stats: how a client is. Main thread.

import ArgumentParser
import Control
import FoundationEssentials

/// All numbers of a running client.
struct CtlStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show settings, load, voices, memory, and all counters.")

  @OptionGroup var target: CtlTarget

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let text = try target.text(OSCMessage("/wavesink/stats"))
    guard !json else { return try Console.show(text + "\n") }
    let report = try CtlStatsCommand.report(text)
    var lines = CtlStatsCommand.lines(report)
    for (name, count) in report.counters.sorted(by: { $0.key < $1.key }) where count > 0 {
      lines.append("  \(name)  \(count)")
    }
    try Console.show(lines.joined(separator: "\n") + "\n")
  }

  static func report(_ text: String) throws(CommandFailure) -> StudioReport {
    do { return try JSONDecoder().decode(StudioReport.self, from: Data(text.utf8)) } catch {
      throw CommandFailure(status: .internalFault, sentence: "the client's numbers are not understood: \(error)")
    }
  }

  /// What a person wants to know first.
  static func lines(_ report: StudioReport) -> [String] {
    var lines = ["\(report.name), version \(report.version)"]
    if let engine = report.engine {
      lines.append("  \(engine.rate) Hz, \(report.periodFrames) frames a period, load \(percent(report.load))")
      lines.append(
        "  \(report.voicesSounding) of \(report.voicesAllowed ?? Int64(engine.voiceLimit)) voices, \(engine.interpolation), kernels \(engine.kernels), "
          + "\(engine.threads) thread\(engine.threads == 1 ? "" : "s"), \(engine.groups) "
          + "group\(engine.groups == 1 ? "" : "s"), outputs \(engine.outputs)\(engine.effects == "apart" ? " and effects" : "")"
      )
    } else {
      lines.append("  there is no server at the moment")
    }
    if let latency = report.latency { lines.append("  latency \(CtlLatencyCommand.sum(latency))") }
    if let running = report.running {
      lines.append("  in the last second \(CtlStatsCommand.words(running))")
    }
    if let callback = report.callback {
      lines.append(
        "  callbacks took \(percent(callback.p50)) of the period, 99 in a hundred up to \(percent(callback.p99)), the "
          + "longest \(percent(callback.worst))")
    }
    let memory = report.sampleMemory
    lines.append(
      "  \(report.bankCount) bank\(report.bankCount == 1 ? "" : "s"), "
        + "\(CtlListCommand.count(report.programs, present: report.programsIn)), \(memory.used >> 10) kB of samples, "
        + "\(memory.locked >> 10) kB locked, \(memory.allowed >> 20) MB allowed")
    if let resident = report.residentMemory {
      let sandboxes = report.sandboxes ?? 0
      let others =
        sandboxes == 0
        ? "" : ", \((report.sandboxMemory ?? 0) >> 20) MB in \(sandboxes) sandbox\(sandboxes == 1 ? "" : "es")"
      lines.append("  \(resident >> 20) MB in memory\(others)")
    }
    return lines
  }

  private static func words(_ running: RunningStatistics) -> String {
    var words = ["\((running.voices * 10).rounded() / 10) voices", "load \(percent(running.load))"]
    if let one = running.loadPerVoice { words.append("\((one * 1e6).rounded() / 1e4) % a voice") }
    words.append(running.peak.map { "peak \(($0 * 10).rounded() / 10) dB" } ?? "silent")
    if running.notesLost > 0 { words.append("\(running.notesLost) notes lost") }
    return words.joined(separator: ", ")
  }

  private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
