// SPDX-License-Identifier: MIT
// What a synthesizer costs that has nothing to say.

/// The cost of a frame in which nothing sounds.
struct IdleCost: Encodable {
  struct Row: Encodable {
    let what: String
    /// Nanoseconds of processor time for each frame.
    let nanoseconds: Spread
  }

  private static let blockCount = 2000

  let turnCount: Int
  let rows: [Row]

  /// Each turn measures all of them, one after the other.
  init(_ synths: [(what: String, synth: any BenchedSynth)], turnCount: Int) throws {
    self.turnCount = turnCount
    var costs = synths.map { _ in [Double]() }
    for _ in 0..<turnCount {
      for (index, silent) in synths.enumerated() {
        try Comparison.check(silent.synth, 0)
        let nanoseconds = Comparison.turn(
          silent.synth, blockCount: IdleCost.blockCount, blockFrames: BenchSettings.blockFrames)
        costs[index].append(Double(nanoseconds) / Double(IdleCost.blockCount * BenchSettings.blockFrames))
      }
    }
    rows = zip(synths, costs).map { Row(what: $0.what, nanoseconds: Spread($1)) }
  }

  /// A table in Markdown.
  var text: String {
    var text = """

      What costs a frame in which nothing sounds, blocks of \(BenchSettings.blockFrames) frames, \(turnCount) turns:

      |                                                       | ns per frame, min / median / max |
      | ----------------------------------------------------- | -------------------------------: |

      """
    for row in rows {
      text += "| \(row.what.padded(53)) | \(row.nanoseconds.text(decimals: 2).rightAligned(32)) |\n"
    }
    return text
  }
}
