// SPDX-License-Identifier: MIT
// Draws the cost curves as a picture: plain SVG, no script, no font of its own.

/// The picture of README.md: the cost of a voice over the number of voices, and over the length of the period.
struct CostChart {
  private static let width = 860
  private static let height = 330
  private static let panelWidth = 330.0
  private static let panelHeight = 210.0
  private static let panelTop = 66.0
  private static let panelLefts = [58.0, 468.0]

  let curves: [CostCurve]

  /// The picture.
  var svg: String {
    let greatest = curves.flatMap(\.points).flatMap(\.nanoseconds).map(\.median).max() ?? 1
    let top = ChartScale.top(above: greatest)
    let panels = zip(curves, CostChart.panelLefts).map { curve, left in
      ChartPanel(
        curve: curve, left: left, top: CostChart.panelTop, width: CostChart.panelWidth, height: CostChart.panelHeight,
        greatest: top
      ).svg
    }
    let title = "ns of processor time per voice and frame: the least of \(pairCount) turns, and a bar up to the median"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(CostChart.width) \(CostChart.height)" \
      width="\(CostChart.width)" height="\(CostChart.height)" font-family="sans-serif" font-size="12" role="img">
      <title>\(title)</title>
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="16" y="24" font-size="15" fill="#1f2328">\(title)</text>
      \(legend)
      \(panels.joined(separator: "\n"))
      </svg>

      """
  }

  private var pairCount: Int { curves.first?.pairCount ?? 0 }

  private var legend: String {
    let titles = curves.first?.titles ?? []
    return titles.enumerated().map { side, title in
      let left = 16 + 250 * side
      return """
        <circle cx="\(left + 5)" cy="42" r="5" fill="\(ChartPanel.colors[side])"/>\
        <text x="\(left + 16)" y="46" fill="#1f2328">\(title)</text>
        """
    }.joined(separator: "\n")
  }
}
