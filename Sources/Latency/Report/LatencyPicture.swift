// SPDX-License-Identifier: MIT
// Histogram and phase plot as a picture. Any thread but audio.

/// An SVG file, made without another program.
public struct LatencyPicture {
  private static let (width, height, margin, gap) = (960, 400, 60, 90)
  private let report: LatencyReport
  private let heard: [(offset: Int, latency: Int)]
  private let latencies: Distribution

  /// Thread: any but audio.
  public init(_ report: LatencyReport, fates: [NoteFate]) {
    self.report = report
    heard = fates.compactMap { fate in fate.latencyFrames.map { (fate.offset, $0) } }
    latencies = Distribution(heard.map(\.latency))
  }

  /// Thread: any but audio.
  public var svg: String {
    let (width, height) = (LatencyPicture.width, LatencyPicture.height)
    let place = report.surroundings
    let note =
      "\(report.plan.periodFrames) frames at \(report.plan.rate) Hz, \(place.server) \(place.serverVersion), "
      + "Linux \(place.kernel), wavesink \(place.program)"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" font-family="sans-serif" font-size="12">
      <rect width="\(width)" height="\(height)" fill="white"/>
      <text x="20" y="24" font-size="16">\(escaped(report.target)): from a note to its sound</text>
      <text x="20" y="42" fill="#666">\(escaped(note))</text>
      \(histogram(left: LatencyPicture.margin, width: 350))
      \(phasePlot(left: LatencyPicture.margin + 350 + LatencyPicture.gap, width: 400))
      </svg>

      """
  }

  /// The latencies that are shown: one alone is in the middle.
  private var range: (least: Int, most: Int) {
    latencies.span == 0 ? (latencies.least - 1, latencies.most + 1) : (latencies.least, latencies.most)
  }

  /// Notes for each latency, at most 120 bars.
  private func histogram(left: Int, width: Int) -> String {
    let (from, to) = range
    let span = to - from + 1
    let bars = min(120, span)
    var counts = [Int](repeating: 0, count: bars)
    for latency in latencies.values { counts[(latency - from) * bars / span] += 1 }
    let most = max(1, counts.max() ?? 0)
    let barWidth = Double(width) / Double(bars)
    let shapes = counts.enumerated().filter { $0.element > 0 }.map { index, count in
      let height = Double(count) / Double(most) * 260
      return rectangle(
        x: Double(left) + Double(index) * barWidth, y: 340 - height, width: max(1, barWidth - 1), height: height)
    }
    return frame(
      left: left, width: width, below: "latency in frames", from: from, to: to, beside: "notes",
      bottom: 0, top: most) + shapes.joined(separator: "\n")
  }

  /// A dot for each note.
  private func phasePlot(left: Int, width: Int) -> String {
    let period = max(1, report.plan.periodFrames)
    let (bottom, top) = range
    let dots = heard.map { offset, latency in
      let x = Double(left) + Double(offset) / Double(period) * Double(width)
      let y = 340 - Double(latency - bottom) / Double(top - bottom) * 260
      return "<circle cx=\"\(NumberText.short(x))\" cy=\"\(NumberText.short(y))\" r=\"1.5\" fill=\"#1f5fa8\"/>"
    }
    return frame(
      left: left, width: width, below: "place of the event in the period, in frames", from: 0, to: period - 1,
      beside: "latency in frames", bottom: bottom, top: top) + dots.joined(separator: "\n")
  }

  private func frame(
    left: Int, width: Int, below: String, from: Int, to: Int, beside: String, bottom: Int, top: Int
  ) -> String {
    let middle = left + width / 2
    return """
      <path d="M\(left) 80V340H\(left + width)" fill="none" stroke="#999"/>
      <text x="\(middle)" y="376" text-anchor="middle">\(below)</text>
      <text x="\(left)" y="357" text-anchor="middle">\(from)</text>
      <text x="\(left + width)" y="357" text-anchor="middle">\(to)</text>
      <text x="\(left - 6)" y="344" text-anchor="end">\(bottom)</text>
      <text x="\(left - 6)" y="88" text-anchor="end">\(top)</text>
      <text x="\(left)" y="70" text-anchor="middle">\(beside)</text>

      """
  }

  private func rectangle(x: Double, y: Double, width: Double, height: Double) -> String {
    let numbers = [x, y, width, height].map { NumberText.short($0) }
    return
      "<rect x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\" fill=\"#1f5fa8\"/>"
  }

  private func escaped(_ text: String) -> String {
    String(text.flatMap { ["&": "&amp;", "<": "&lt;", ">": "&gt;"][$0] ?? String($0) })
  }
}
