// SPDX-License-Identifier: MIT
// What a person sees meanwhile. Main thread.

import Latency

/// A line that follows a measurement.
struct LatencyProgressLine {
  private let title: String
  private var turns = 0

  init(_ title: String, period: Int?) {
    self.title = title + (period.map { ", \($0) frames" } ?? "")
  }

  /// Called some fifty times a second.
  mutating func show(_ progress: MeasurementProgress) {
    turns += 1
    guard Console.isTerminal, turns % 10 == 1 else { return }
    let xruns = progress.xruns == 0 ? "" : ", \(progress.xruns) xruns"
    Console.progress(
      "measuring \(title): \(progress.sent) of \(progress.planned) notes, \(progress.heard) heard\(xruns)")
  }

  /// Takes the line away.
  func end() { if Console.isTerminal { Console.progress("") } }
}
