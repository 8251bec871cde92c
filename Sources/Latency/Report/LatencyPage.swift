// SPDX-License-Identifier: MIT
// A measurement for people. Any thread but audio.

/// What is printed: on what it was measured, what became of the notes, how long they took, and the plot that shows why.
public struct LatencyPage {
  private let report: LatencyReport
  private let fates: [NoteFate]

  /// `fates`: for the plot. Thread: any.
  public init(_ report: LatencyReport, fates: [NoteFate]) {
    self.report = report
    self.fates = fates
  }

  /// Thread: any but audio.
  public var text: String {
    var lines = ["\(report.target), from a note to the first sample of its sound", ""]
    lines += surroundings.map { "  " + $0 }
    lines += ["", "  " + events]
    lines += latency
    lines += calibration.map { "  " + $0 } + callbacks.map { "  " + $0 }
    if let shape = PhaseShape(fates, toleranceFrames: report.plan.onsetToleranceFrames) {
      lines += ["", "  latency in frames against the place in the period: \(shape.words)", ""]
      lines.append(PhasePlot(fates: fates).text)
    }
    if let failure = report.failure { lines.append("  It did not come to its end: \(failure).") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var surroundings: [String] {
    let place = report.surroundings
    let plan = report.plan
    var lines = [
      "wavesink \(place.program), \(place.processor), \(place.processorCount) processors"
        + (place.governor.map { ", \($0)" } ?? ""),
      "Linux \(place.kernel), preemption \(place.preemption) (\(place.kernelVersion))",
    ]
    if place.server == "none" {
      lines.append("no server: the engine alone, \(plan.rate) Hz, periods of \(plan.periodFrames) frames")
    } else {
      let scheduling = place.isRealtime ? "real time, priority \(place.priority)" : "no real time"
      lines.append(
        "\(place.server) \(place.serverVersion) \"\(place.serverName)\", \(scheduling), \(plan.rate) Hz, "
          + "periods of \(plan.periodFrames) frames" + (plan.periodChanged ? ", which changed meanwhile" : ""))
      if let command = place.serverCommand { lines.append("started for this: \(command)") }
    }
    let onset =
      plan.onset == "impulse"
      ? "the tool's own bank, onsets exact to the frame"
      : "onsets from \(NumberText.short(plan.thresholdDecibels)) dB, up to \(report.uncertaintyFrames) frames uncertain"
    let interval = NumberText.short(Double(plan.intervalFrames) * 1000 / Double(plan.rate), digits: 1)
    lines.append("a note each \(interval) ms, the first \(plan.warmUp) not counted; \(onset)")
    if plan.held > 0 { lines.append("\(plan.held) notes held meanwhile") }
    if plan.downloads + plan.failedDownloads > 0 {
      lines.append("\(plan.downloads) banks brought in meanwhile, \(plan.failedDownloads) more could not be")
    }
    return lines
  }

  private var events: String {
    let events = report.events
    let late = NumberText.short(Double(report.plan.lateAfterFrames) * 1000 / Double(report.plan.rate), digits: 1)
    return "\(events.sent) notes: \(events.received) received, \(events.late) of them later than \(late) ms, "
      + "\(events.lost) lost, \(events.doubled) doubled, \(events.stuck) stuck"
      + (events.sentLate > 0 ? "; \(events.sentLate) were sent late, because the server skipped cycles" : "")
      + (report.unseen > 0 ? "; \(report.unseen) values did not fit into the tool's queues" : "")
  }

  private var latency: [String] {
    guard let latency = report.latency else { return [] }
    let names = ["min", "mean", "p50", "p90", "p99", "p99.9", "p99.99", "max", "deviation", "jitter"]
    func row(_ title: String, _ row: LatencySummary.Row, digits: Int) -> String {
      let values = [
        row.least, row.mean, row.p50, row.p90, row.p99, row.p999, row.p9999, row.most, row.deviation, row.jitter,
      ]
      return "  " + NumberText.left(title, 7)
        + values.map { NumberText.right(NumberText.short($0, digits: digits), 10) }.joined()
    }
    let head = "  " + NumberText.left("", 7) + names.map { NumberText.right($0, 10) }.joined()
    return ["", head, row("frames", latency.frames, digits: 2), row("µs", latency.microseconds, digits: 1), ""]
  }

  private var calibration: [String] {
    var lines: [String] = []
    if let least = report.calibrationLeast, let most = report.calibrationMost {
      let found = least == most ? "\(least) frames" : "\(least) to \(most) frames"
      lines.append("without a synth: \(found) (the sender's own impulse through the same graph; taken off above)")
    }
    if let reported = report.reported, let difference = reported.measuredLessReported {
      let range =
        reported.captureLeast == reported.captureMost
        ? "\(reported.captureMost)" : "\(reported.captureLeast) to \(reported.captureMost)"
      lines.append("the synth's output reports \(range) frames; measured less reported: \(difference)")
      if reported.playbackMost > 0 { lines.append("its MIDI input reports \(reported.playbackMost) frames behind it") }
    }
    return lines
  }

  private var callbacks: [String] {
    guard let sender = report.sender, let listener = report.listener else { return [] }
    func row(_ title: String, _ row: CallbackReport.Row, _ unit: String, _ scale: Double = 1) -> String {
      let values = [row.p50, row.p99, row.p999, row.most].map { NumberText.short($0 * scale, digits: 1) }
      return NumberText.left(title, 32)
        + "p50 \(values[0]), p99 \(values[1]), p99.9 \(values[2]), max \(values[3]) \(unit)"
    }
    let xruns = report.xruns == 0 ? "no xrun" : "\(report.xruns) xruns"
    let delay =
      report.xruns > 0 && report.longestXrunMicroseconds > 0
      ? ", \(NumberText.short(report.longestXrunMicroseconds)) µs at most" : ""
    return [
      row("the tool's callbacks: sender", sender.busyMicroseconds, "µs"),
      row("  listener", listener.busyMicroseconds, "µs"),
      row("wake-up after the cycle began", sender.wakeUpMicroseconds, "µs"),
      row("end of the cycle in its period", listener.endOfPeriod, "%", 100),
      "\(xruns)\(delay) in \(sender.cycles) cycles",
    ]
  }
}
