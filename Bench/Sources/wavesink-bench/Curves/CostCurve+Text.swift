// SPDX-License-Identifier: MIT
// The cost curve as a table, for people.

extension CostCurve {
  /// The voices or the frames of each point.
  var places: [Int] { points.map { variable == .voices ? $0.voiceCount : $0.periodFrames } }

  /// A table in Markdown.
  var text: String {
    let what =
      switch variable {
      case .voices: "The cost of a voice over the number of voices, blocks of \(BenchSettings.blockFrames) frames"
      case .period: "The cost of a voice over the length of the period, \(points.first?.voiceCount ?? 0) voices"
      }
    var text = """

      \(what), cubic against 4th-order interpolation, no filter, effects off, \(pairCount) pairs of turns, \
      ns per voice and frame, min / median / max:

      | \(variable.rawValue.rightAligned(6)) | \(titles.map { $0.rightAligned(21) }.joined(separator: " | ")) \
      | second to first, pair by pair |
      | -----: | \(titles.map { _ in "--------------------:" }.joined(separator: " | ")) \
      | ----------------------------: |

      """
    for (place, point) in zip(places, points) {
      let costs = point.nanoseconds.map { $0.text(decimals: 2).rightAligned(21) }.joined(separator: " | ")
      text += "| \(String(place).rightAligned(6)) | \(costs) | \(point.ratio.text(decimals: 2).rightAligned(29)) |\n"
    }
    let rises = titles.indices.map { "\(titles[$0]) \(risePercent(side: $0).text(decimals: 0)) %" }
    return text + "\nFrom the cheapest to the dearest, each at its least: \(rises.joined(separator: ", ")).\n"
  }
}
