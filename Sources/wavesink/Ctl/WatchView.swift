// SPDX-License-Identifier: MIT
// The page that `ctl watch` draws. Main thread.

import Control

/// A page of text over the last one, and the peaks that it holds.
struct WatchView {
  /// Another screen, without a cursor; and back.
  static let begin = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J"
  static let end = "\u{1B}[?25h\u{1B}[?1049l"

  /// Columns of a bar, from −60 to 0 dBFS.
  private static let width = 40
  private static let floor = -60.0
  /// Pages that a peak is held for: two seconds.
  private static let holdPages = 20

  private var held: [(level: Double, pages: Int)] = [(floor, 0), (floor, 0)]
  private var last: [String: UInt64] = [:]

  /// `channels`: of the group that is shown. Thread: main.
  mutating func page(_ report: StudioReport, _ channels: [ChannelSummary], group: Int32) -> String {
    var lines = CtlStatsCommand.lines(report)
    lines.append("")
    for (side, level) in [report.peakLeft, report.peakRight].enumerated() {
      lines.append("  \(side == 0 ? "left " : "right") \(meter(level ?? WatchView.floor, side))")
    }
    lines.append("  load  \(WatchView.bar(report.load, mark: nil))")
    let share = report.engine.map { Double(report.voicesSounding) / Double($0.voiceLimit) } ?? 0
    lines.append("  voices \(WatchView.bar(share, mark: nil))")
    lines.append("")
    lines.append("  group \(group)   " + channels.map { WatchView.cell("\($0.channel)") }.joined())
    lines.append(
      "  program   " + channels.map { WatchView.cell($0.isDrums ? "dr\($0.program)" : "\($0.program)") }.joined())
    lines.append("  voices    " + channels.map { WatchView.cell($0.voices == 0 ? "·" : "\($0.voices)") }.joined())
    lines.append("")
    for name in WatchView.shown {
      let count = report.counters[name] ?? 0
      let isNew = count > last[name] ?? count
      lines.append("  \(isNew ? "\u{1B}[1m" : "")\(name)  \(count)\u{1B}[0m")
    }
    last = report.counters
    lines.append("")
    lines.append("  Ctrl-C ends the view, not the client.")
    return "\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J"
  }

  /// What a person worries about, always; other counters are in `ctl stats`.
  private static let shown = [
    "xruns", "cyclesLate", "eventsReceived", "eventsLate", "eventsLost", "voicesStarted", "voicesStolen", "voicesShed",
    "voicesRefused", "notesWithoutRegion", "workersLate",
  ]

  /// A number in its column.
  private static func cell(_ text: String) -> String { String(repeating: " ", count: max(1, 4 - text.count)) + text }

  private mutating func meter(_ level: Double, _ side: Int) -> String {
    if level >= held[side].level || held[side].pages == 0 {
      held[side] = (level, WatchView.holdPages)
    } else {
      held[side].pages -= 1
    }
    let tenths = Int((max(held[side].level, WatchView.floor) * 10).rounded())
    let number = held[side].level <= WatchView.floor ? "  silent" : "\(tenths / 10).\(abs(tenths % 10)) dBFS"
    return WatchView.bar(WatchView.share(level), mark: WatchView.share(held[side].level)) + " " + number
  }

  private static func share(_ level: Double) -> Double { 1 - max(0, min(1, level / floor)) }

  /// A bar of a share of its width, and a mark.
  private static func bar(_ share: Double, mark: Double?) -> String {
    let filled = Int((max(0, min(1, share)) * Double(width)).rounded())
    let place = mark.map { Int(($0 * Double(width - 1)).rounded()) } ?? -1
    let cells = (0..<width).map { $0 < filled ? "█" : $0 == place && place > 0 ? "│" : "·" }
    return cells.joined()
  }
}
