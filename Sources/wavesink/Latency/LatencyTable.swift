// SPDX-License-Identifier: MIT
// Several measurements side by side. Main thread.

import Latency

/// A line for each measurement, and what follows from all of them.
struct LatencyTable {
  private let reports: [LatencyReport]

  init(_ reports: [LatencyReport]) { self.reports = reports }

  var text: String {
    let head = [
      "synth", "period", "voices", "notes", "lost", "late", "doubled", "min", "p50", "p99.9", "max", "jitter", "xruns",
      "cycle p99.9", "phase",
    ]
    let rows = [head] + reports.map(row)
    let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 || column == head.count - 1 ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\nLatency and jitter in frames.\n" + smallest
  }

  private func row(_ report: LatencyReport) -> [String] {
    let frames = report.latency?.frames
    func whole(_ value: Double?) -> String { value.map { "\(Int($0))" } ?? "-" }
    let cycle = report.listener.map { "\(Int(($0.endOfPeriod.p999 * 100).rounded())) %" } ?? "-"
    return [
      report.target, "\(report.plan.periodFrames)", "\(report.plan.held)", "\(report.events.sent)",
      "\(report.events.lost)", "\(report.events.late)", "\(report.events.doubled)", whole(frames?.least),
      whole(frames?.p50), whole(frames?.p999), whole(frames?.most), whole(frames?.jitter), "\(report.xruns)", cycle,
      (report.phase ?? "-") + (report.phaseBlockFrames.map { " of \($0)" } ?? ""),
    ]
  }

  /// For each synth and load that was measured at several periods: the smallest one that holds.
  private var smallest: String {
    var lines: [String] = []
    var seen: [String] = []
    for report in reports {
      let name = "\(report.target), \(report.plan.held) voices"
      guard !seen.contains(name) else { continue }
      seen.append(name)
      let own = reports.filter { $0.target == report.target && $0.plan.held == report.plan.held }
      // What was measured without a server has no cycles.
      let points = own.compactMap { one in
        one.listener.map {
          SmallestPeriod.Point(
            period: one.plan.periodFrames, xruns: Int(one.xruns), endOfCycle: $0.endOfPeriod.p999,
            seconds: one.events.sent * one.plan.intervalFrames / one.plan.rate)
        }
      }
      if let found = SmallestPeriod(points) { lines.append(found.sentence(about: name) + "\n") }
    }
    return lines.joined()
  }
}
