// SPDX-License-Identifier: MIT
// Latency against the place in the period, in characters. Any thread but audio.

/// A small plot for a terminal.
struct PhasePlot {
  private static let (columns, rows) = (64, 10)
  let fates: [NoteFate]

  /// Some lines, or none where nothing was heard.
  var text: String {
    let heard = fates.filter { $0.latencyFrames != nil }
    let latencies = Distribution(heard.compactMap(\.latencyFrames))
    guard let period = heard.map(\.periodFrames).max(), period > 0 else { return "" }
    // One row where there is no jitter, and never more than there are frames.
    let rows = min(PhasePlot.rows, latencies.span + 1)
    let columns = min(PhasePlot.columns, period)
    var cells = [[Int]](repeating: [Int](repeating: 0, count: columns), count: rows)
    for fate in heard {
      let height = ((fate.latencyFrames ?? 0) - latencies.least) * (rows - 1)
      let row = latencies.span == 0 ? 0 : (2 * height + latencies.span) / (2 * latencies.span)
      cells[row][min(columns - 1, fate.offset * columns / period)] += 1
    }
    let labels = (0..<rows).map { row in
      rows == 1 ? "\(latencies.least)" : "\(latencies.least + (row * latencies.span + (rows - 1) / 2) / (rows - 1))"
    }
    let width = max(8, labels.map(\.count).max() ?? 0)
    let lines = (0..<rows).reversed().map { row in
      "  " + NumberText.right(labels[row], width) + " |" + cells[row].map(PhasePlot.mark).joined()
    }
    let axis = "  " + String(repeating: " ", count: width) + " +" + String(repeating: "-", count: columns)
    let last = "\(period - 1)"
    let scale =
      "  " + NumberText.right("offset", width) + "  0"
      + String(repeating: " ", count: max(1, columns - 1 - last.count)) + last
    return (lines + [axis, scale]).joined(separator: "\n") + "\n"
  }

  private static func mark(_ count: Int) -> String { count == 0 ? " " : count < 3 ? "." : count < 10 ? "o" : "#" }
}
