// SPDX-License-Identifier: MIT
// What more render threads are worth.

/// The same notes, rendered by one thread and by several, in turn.
struct ThreadScaling: Encodable {
  static let voiceCount = 1024
  private static let blockCount = 750

  /// How the periods follow each other.
  enum Pace: String, Encodable, CaseIterable {
    /// One right after the other: the workers are awake.
    case backToBack
    /// One in each period of the clock, as a server asks for them: the workers have to be woken.
    case realTime

    var text: String {
      switch self {
      case .backToBack: "one after the other"
      case .realTime: "as a server asks for them"
      }
    }
  }

  struct Row: Encodable {
    let pace: Pace
    let threadCount: Int
    /// Microseconds of a period, on the wall clock.
    let microseconds: Spread
    /// The time of one thread in units of this one's, pair by pair.
    let ratio: Spread
    /// Periods in which a worker was not ready in time.
    let lateCount: Int
  }

  let isRealTime: Bool
  let pairCount: Int
  let rows: [Row]

  /// `synth` makes a synthesizer with so many render threads.
  init(threadCount: Int, pairCount: Int, synth: (_ threadCount: Int) throws -> Wavesink) throws {
    self.pairCount = pairCount
    let sides = [try synth(1), try synth(threadCount)]
    for side in sides { try Comparison.hold(side, ThreadScaling.voiceCount) }
    let result = Scheduling.inRealTime { isRealTime in
      (isRealTime, Pace.allCases.map { ThreadScaling.measure($0, sides, threadCount, pairCount) })
    }
    (isRealTime, rows) = (result.0, result.1.flatMap(\.self))
    for side in sides { try Comparison.check(side, ThreadScaling.voiceCount) }
  }

  private static func measure(_ pace: Pace, _ sides: [Wavesink], _ threadCount: Int, _ pairCount: Int) -> [Row] {
    var times: [[Double]] = [[], []]
    let late = sides.map(\.lateBlockCount)
    for _ in 0..<pairCount {
      for (side, synth) in sides.enumerated() { times[side].append(turn(synth, pace)) }
    }
    let ratios = zip(times[0], times[1]).map { $0 / $1 }
    return sides.indices.map { side in
      Row(
        pace: pace, threadCount: side == 0 ? 1 : threadCount, microseconds: Spread(times[side]),
        ratio: Spread(side == 0 ? [1] : ratios), lateCount: sides[side].lateBlockCount - late[side])
    }
  }

  /// Microseconds of a period, the middle one of a turn: now and then the system takes the processor away.
  private static func turn(_ synth: Wavesink, _ pace: Pace) -> Double {
    let period = UInt64(1e9 * Double(BenchSettings.blockFrames) / Double(BenchSettings.rate))
    let start = Clocks.wall()
    let times = (0..<blockCount).map { block -> Double in
      if pace == .realTime { Scheduling.sleep(until: start + UInt64(block) * period) }
      let began = Clocks.wall()
      synth.render(frameCount: BenchSettings.blockFrames)
      return Double(Clocks.wall() - began) / 1000
    }
    return Spread(times).median
  }

  /// A table in Markdown.
  var text: String {
    var text = """

      \(ThreadScaling.voiceCount) voices in periods of \(BenchSettings.blockFrames) frames, \(pairCount) pairs of turns, \
      \(isRealTime ? "real-time" : "ordinary") scheduling, on the wall clock:

      | periods                   | threads | µs a period, min / median / max | one thread to these, pair by pair | late |
      | ------------------------- | ------: | ------------------------------: | --------------------------------: | ---: |

      """
    for row in rows {
      let time = row.microseconds.text(decimals: 1).rightAligned(31)
      let ratio = row.ratio.text(decimals: 2).rightAligned(33)
      let threads = String(row.threadCount).rightAligned(7)
      let late = String(row.lateCount).rightAligned(4)
      text += "| \(row.pace.text.padded(25)) | \(threads) | \(time) | \(ratio) | \(late) |\n"
    }
    return text
  }
}
