// SPDX-License-Identifier: MIT
// One of the two coordinate systems of the picture.

import Foundation

/// A curve in its coordinate system: round numbers of nanoseconds upwards from 0, doublings to the right.
struct ChartPanel {
  /// Of the sides, ours first: told apart by those who do not see red and green apart, too.
  static let colors = ["#0b62c4", "#c2571a"]
  private static let ink = "#1f2328"
  private static let grey = "#6e7781"
  private static let line = "#d8dee4"

  let curve: CostCurve
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  /// Nanoseconds at the upper end.
  let greatest: Double

  /// Lines and letters.
  var svg: String { (gridLines + places + curve.titles.indices.map(drawn) + [axisTitle]).joined(separator: "\n") }

  private func x(_ index: Int) -> String {
    (left + width * Double(index) / Double(max(curve.points.count - 1, 1))).text(decimals: 1)
  }

  private func y(_ nanoseconds: Double) -> String { (top + height * (1 - nanoseconds / greatest)).text(decimals: 1) }

  private var gridLines: [String] {
    stride(from: 0, through: greatest + 1e-9, by: ChartScale.step(above: greatest)).map { value in
      """
      <line x1="\(left)" x2="\(left + width)" y1="\(y(value))" y2="\(y(value))" stroke="\(ChartPanel.line)"/>\
      <text x="\(left - 8)" y="\(y(value))" dy="4" text-anchor="end" fill="\(ChartPanel.grey)">\
      \(String(format: "%g", value))</text>
      """
    }
  }

  private var places: [String] {
    curve.places.enumerated().map { index, place in
      """
      <text x="\(x(index))" y="\(top + height + 18)" text-anchor="middle" fill="\(ChartPanel.grey)">\(place)</text>
      """
    }
  }

  private var axisTitle: String {
    let what = curve.variable == .voices ? "voices, blocks of 64 frames" : "frames of a period, 256 voices"
    return """
      <text x="\(left + width / 2)" y="\(top + height + 40)" text-anchor="middle" fill="\(ChartPanel.ink)">\(what)</text>
      """
  }

  /// The least of each point as a line, and a bar from there to the median.
  private func drawn(side: Int) -> String {
    let color = ChartPanel.colors[side]
    let spreads = curve.points.map { $0.nanoseconds[side] }
    let corners = spreads.enumerated().map { "\(x($0)),\(y($1.min))" }.joined(separator: " ")
    let marks = spreads.enumerated().map { index, spread in
      """
      <line x1="\(x(index))" x2="\(x(index))" y1="\(y(spread.min))" y2="\(y(spread.median))" \
      stroke="\(color)" stroke-opacity="0.4" stroke-width="3"/>\
      <circle cx="\(x(index))" cy="\(y(spread.min))" r="3.5" fill="\(color)"/>
      """
    }
    return """
      <polyline points="\(corners)" fill="none" stroke="\(color)" stroke-width="2"/>
      \(marks.joined(separator: "\n"))
      """
  }
}
