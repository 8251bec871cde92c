// SPDX-License-Identifier: MIT
// What a sandbox costs: the same plug-in in the process and in one of its own.

import Foundation
import Glibc
import Racks
import Sandbox

/// Times of the periods of a rack with one plug-in, in each way in which it can run, and how long one that was killed is missed.
struct SandboxCost: Encodable {
  /// One way, one length of the period.
  struct Row: Encodable {
    let mode: String
    let frames: Int
    /// µs.
    let median: Double
    /// µs.
    let p999: Double
  }

  static let plugin = "http://drobilla.net/plugins/mda/EPiano"
  let periodCount: Int
  let isRealTime: Bool
  let rows: [Row]
  /// Milliseconds from the end of a sandbox to the first sound of the next.
  let recovery: Spread

  /// Each length is measured in turns of a second, one way after the other.
  init(periodCount: Int) throws {
    self.periodCount = periodCount
    var rows: [Row] = []
    var isRealTime = false
    for frames in Report.periodLengths {
      let racks = try PluginMode.allCases.map { try PluginRack(Self.plugin, $0, period: frames) }
      for rack in racks { for key in [48, 55, 60, 64] as [UInt8] { rack.send(0x90, key, 100) } }
      var times = [[UInt64]](repeating: [], count: racks.count)
      let turn = max(1, BenchSettings.rate / frames)
      (isRealTime, times) = Scheduling.inRealTime { isRealTime in
        var times = times
        // Five seconds of each way are enough where periods are long.
        let wanted = min(periodCount, 5 * BenchSettings.rate / frames)
        while times[0].count < wanted {
          for (index, rack) in racks.enumerated() { times[index] += Self.paced(rack, frames, count: turn) }
        }
        return (isRealTime, times)
      }
      for (rack, its) in zip(racks, times) {
        let sorted = its.sorted()
        rows.append(
          Row(
            mode: rack.mode.rawValue, frames: frames, median: Double(sorted[sorted.count / 2]) * 1e-3,
            p999: Double(sorted[sorted.count * 999 / 1000]) * 1e-3))
      }
    }
    self.rows = rows
    self.isRealTime = isRealTime
    recovery = try Self.recovery(count: 20)
  }

  /// So many periods, each begun when a server would begin it; the first ones, which find everything cold, do not count.
  static func paced(_ rack: PluginRack, _ frames: Int, count: Int) -> [UInt64] {
    let period = UInt64(frames) * 1_000_000_000 / UInt64(BenchSettings.rate)
    var next = Clocks.wall() + period
    return (0..<count + 20).compactMap { index in
      Scheduling.sleep(until: next)
      next += period
      let time = rack.render(frames)
      return index < 20 ? nil : time
    }
  }

  /// Kills a sandbox while a note begins each 10 ms, and waits for sound.
  private static func recovery(count: Int) throws -> Spread {
    let frames = BenchSettings.blockFrames
    var times: [Double] = []
    for _ in 0..<count {
      // A new one each time: a plug-in that ends often is given pauses.
      let rack = try PluginRack(plugin, .sandbox, period: frames)
      let supervisor = SandboxSupervisor(rack.board)
      _ = paced(rack, frames, count: 200)
      guard let process = rack.board.sandbox(ofGroup: 1)?.identifier else {
        throw BenchError.bank("there is no sandbox")
      }
      kill(process, SIGKILL)
      let start = Clocks.wall()
      _ = paced(rack, frames, count: 1)
      var sounds = false
      while !sounds, Clocks.wall() - start < 5_000_000_000 {
        rack.send(0x90, 60, 100)
        _ = paced(rack, frames, count: 1)
        sounds = rack.peak(frames) > 1e-3
      }
      times.append(Double(Clocks.wall() - start) * 1e-6)
      withExtendedLifetime(supervisor) {}
    }
    return Spread(times)
  }

  /// A table in Markdown.
  var text: String {
    var text = """

      One plug-in, \(Self.plugin), four notes held, up to \(periodCount) periods of each length at the pace of a server, \
      \(isRealTime ? "real-time" : "ordinary") scheduling, µs of a period on the wall clock, and what a sandbox adds:

      | period | in the process: p50 |    p99.9 | sandbox: p50 |    p99.9 | adds, p50 |    p99.9 | pipelined: p50 |    p99.9 |
      | -----: | ------------------: | -------: | -----------: | -------: | --------: | -------: | -------------: | -------: |

      """
    for frames in Report.periodLengths {
      func row(_ mode: PluginMode) -> Row? { rows.first { $0.mode == mode.rawValue && $0.frames == frames } }
      guard let own = row(.inProcess), let sandbox = row(.sandbox), let pipelined = row(.pipelined) else { continue }
      let columns: [(Double, Int)] = [
        (own.median, 19), (own.p999, 8), (sandbox.median, 12), (sandbox.p999, 8), (sandbox.median - own.median, 9),
        (sandbox.p999 - own.p999, 8), (pipelined.median, 14), (pipelined.p999, 8),
      ]
      let texts = columns.map { $0.0.text(decimals: 1).rightAligned($0.1) }
      text += "| \(String(frames).rightAligned(6)) | \(texts.joined(separator: " | ")) |\n"
    }
    return text
      + "\nFrom the end of a sandbox to the first sound of the next, \(recovery.text(decimals: 0)) ms, min / median / max.\n"
  }
}
