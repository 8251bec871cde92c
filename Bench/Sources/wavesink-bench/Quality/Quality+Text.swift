// SPDX-License-Identifier: MIT
// The table of the interpolators, for people.

extension Quality {
  /// The goals of the project.
  private static let sincGoal = 90.0
  /// In dB: what libfluidsynth's low-pass, which is never off, takes from the noise of the samples themselves.
  private static let tolerance = 1.0

  /// A table in Markdown.
  var text: String {
    let widths = titles.map { max($0.count, 6) }
    let heads = zip(titles, widths).map { $0.rightAligned($1) }.joined(separator: " | ")
    let lines = widths.map { String(repeating: "-", count: $0 - 1) + ":" }.joined(separator: " | ")
    var text = """

      Sines of 16 bits from 373 Hz to 21 kHz, shifted by each semitone; the worst of each range, in dB:

      | measure                                    | semitones | \(heads) |
      | ------------------------------------------ | --------: | \(lines) |

      """
    for row in rows {
      let cells = zip(row.decibels, widths)
        .map { ($0?.text(decimals: 1) ?? "").rightAligned($1) }.joined(separator: " | ")
      text += "| \(row.measure.padded(42)) | \(row.shiftText.rightAligned(9)) | \(cells) |\n"
    }
    return text + goals
  }

  private var goals: String {
    let sinc = sincSignalToNoise >= Quality.sincGoal ? "reached" : "MISSED"
    let cubic = cubicLead >= -Quality.tolerance ? "reached" : "MISSED"
    return """

      Goal: the sinc's signal to noise at least 90 dB up to 12 semitones, sines up to 6 kHz: \
      \(sincSignalToNoise.text(decimals: 1)), \(sinc)
      Goal: the cubic's no worse than that of libfluidsynth's 4th order in any row: \
      ahead by \(cubicLead.text(decimals: 1)) at least, \(cubic)

      """
  }
}

extension Quality.Row {
  fileprivate var shiftText: String {
    lowestShift == highestShift ? "\(lowestShift)" : "\(lowestShift)…\(highestShift)"
  }
}
