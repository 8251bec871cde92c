// SPDX-License-Identifier: MIT
// What sandboxes cost where sound goes through several of them, one after the other.

import Racks

/// Times of the periods of a rack with one instrument and chains of effects behind it, in each way in which these can run.
struct ChainCost: Encodable {
  /// One way, one length of the period, one number of effects.
  struct Row: Encodable {
    let mode: String
    let frames: Int
    let effectCount: Int
    /// µs.
    let (median, p999): (Double, Double)
    /// Periods in which an effect was not there in time, of all.
    let lateShare: Double

    private enum CodingKeys: CodingKey { case mode, frames, effectCount, median, p999, lateShare }
  }

  static let effect = "http://drobilla.net/plugins/mda/Delay"
  private static let periodLengths = [64, 256]
  private static let effectCounts = [1, 2, 4]
  let periodCount: Int
  let isRealTime: Bool
  let rows: [Row]

  /// Each chain is measured in turns of a second, one way after the other.
  init(periodCount: Int) throws {
    self.periodCount = periodCount
    var rows: [Row] = []
    var isRealTime = false
    for frames in ChainCost.periodLengths {
      for effectCount in ChainCost.effectCounts {
        let racks = try PluginMode.allCases.map { mode in
          let inserts = [String](repeating: ChainCost.effect, count: effectCount)
          return try PluginRack(SandboxCost.plugin, mode, inserts: inserts, period: frames)
        }
        for rack in racks { for key in [48, 55, 60, 64] as [UInt8] { rack.send(0x90, key, 100) } }
        var times = [[UInt64]](repeating: [], count: racks.count)
        let lateBefore = racks.map(\.lateCount)
        (isRealTime, times) = Scheduling.inRealTime { isRealTime in
          var times = times
          while times[0].count < periodCount {
            for (index, rack) in racks.enumerated() {
              times[index] += SandboxCost.paced(rack, frames, count: BenchSettings.rate / frames)
            }
          }
          return (isRealTime, times)
        }
        for (index, rack) in racks.enumerated() {
          let sorted = times[index].sorted()
          rows.append(
            Row(
              mode: rack.mode.rawValue, frames: frames, effectCount: effectCount,
              median: Double(sorted[sorted.count / 2]) * 1e-3, p999: Double(sorted[sorted.count * 999 / 1000]) * 1e-3,
              lateShare: Double(rack.lateCount - lateBefore[index]) / Double(sorted.count)))
        }
      }
    }
    self.rows = rows
    self.isRealTime = isRealTime
  }

  /// A table in Markdown.
  var text: String {
    var text = """

      \(SandboxCost.plugin) in the process and effects \(Self.effect) behind it, four notes held, at least \(periodCount) periods of each, \
      \(isRealTime ? "real-time" : "ordinary") scheduling, µs of a period on the wall clock, what sandboxes add, and blocks of theirs that \
      were late, in percent of the periods:

      | period | effects | in the process: p50 |    p99.9 | sandboxes: p50 |    p99.9 | adds, p50 |    p99.9 | late, % | pipelined: p50 |    p99.9 |
      | -----: | ------: | ------------------: | -------: | -------------: | -------: | --------: | -------: | ------: | -------------: | -------: |

      """
    for frames in Self.periodLengths {
      for effectCount in Self.effectCounts {
        func row(_ mode: PluginMode) -> Row? {
          rows.first { $0.mode == mode.rawValue && $0.frames == frames && $0.effectCount == effectCount }
        }
        guard let own = row(.inProcess), let sandbox = row(.sandbox), let pipelined = row(.pipelined) else { continue }
        let columns: [(Double, Int, Int)] = [
          (own.median, 19, 1), (own.p999, 8, 1), (sandbox.median, 14, 1), (sandbox.p999, 8, 1),
          (sandbox.median - own.median, 9, 1), (sandbox.p999 - own.p999, 8, 1), (100 * sandbox.lateShare, 7, 2),
          (pipelined.median, 14, 1), (pipelined.p999, 8, 1),
        ]
        let texts = columns.map { $0.0.text(decimals: $0.2).rightAligned($0.1) }
        text += "| \(String(frames).rightAligned(6)) | \(String(effectCount).rightAligned(7)) | "
        text += texts.joined(separator: " | ") + " |\n"
      }
    }
    return text
  }
}
