// SPDX-License-Identifier: MIT
// What the benchmarks found, for people and for programs.

import Foundation

/// What the benchmarks found. The names in its JSON are stable: some are added, none are renamed.
struct Report: Encodable {
  /// The times of all periods of one synthesizer.
  struct Periods: Encodable {
    let title: String
    let voiceCount: Int
    /// Periods of each length.
    let count: Int
    /// Whether the thread had real-time scheduling, as JACK's process thread has.
    let isRealTime: Bool
    let times: [PeriodTimes]

    /// Renders so many periods of each length. `synth` holds its notes already.
    init(_ synth: any BenchedSynth, _ lengths: [Int], voiceCount: Int, count: Int) {
      title = synth.title
      self.voiceCount = voiceCount
      self.count = count
      (isRealTime, times) = Scheduling.inRealTime { isRealTime in
        (isRealTime, lengths.map { PeriodTimes(synth, frames: $0, voiceCount: voiceCount, count: count) })
      }
    }
  }

  static let periodLengths = [16, 32, 64, 128, 256, 512, 1024]

  let machine: Machine
  var comparisons: [Comparison] = []
  var periods: [Periods] = []
  /// What was not measured, and why.
  var notes: [String] = []
  var curves: [CostCurve] = []
  /// Many voices in short periods.
  var densePeriods: [Periods] = []
  var bursts: [BurstTimes] = []
  var threads: ThreadScaling?
  var idle: IdleCost?
  /// Nil where the programs, the song or its bank are not there.
  var song: SongComparison?
  var quality: Quality?
  /// Nil where the large bank is not installed.
  var loading: LoadingComparison?
  /// Nil where the plug-in is not installed.
  var sandboxes: SandboxCost?
  /// Nil where its plug-ins are not installed.
  var chains: ChainCost?
  /// Nil where the plug-ins or the other host are not installed.
  var hosts: HostComparison?

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Tables in Markdown, as they stand in README.md.
  var text: String {
    let tables =
      comparisons.map(Report.text) + periods.map(Report.text) + curves.map(\.text) + densePeriods.map(Report.text)
      + [BurstTimes.text(bursts)]
    let others = [
      threads?.text, idle?.text, song?.text, quality?.text, loading?.text, sandboxes?.text, chains?.text, hosts?.text,
    ]
    let parts = tables + others.compactMap(\.self)
    return "\(machine.text)\n" + parts.joined() + notes.map { "\n\($0)\n" }.joined()
  }

  private static func text(_ comparison: Comparison) -> String {
    let settings = comparison.settings
    var text = """

      \(settings.voiceCount) voices held, \(settings.interpolation.rawValue) against \
      \(settings.peerInterpolation.peerName) interpolation, \(settings.filter.text), effects off, blocks of \
      \(BenchSettings.blockFrames) frames at \(BenchSettings.rate) Hz, \(comparison.pairCount) pairs of turns:

      |                     | ns per voice and frame, min / median / max | voices a core |
      | ------------------- | -----------------------------------------: | ------------: |

      """
    for side in comparison.sides {
      let cost = side.nanoseconds.text(decimals: 2).rightAligned(42)
      text += "| \(side.title.padded(19)) | \(cost) | \(String(side.voicesPerCore).rightAligned(13)) |\n"
    }
    return text + "\nThe second to the first, pair by pair: \(comparison.ratio.text(decimals: 2))\n"
  }

  private static func text(_ periods: Periods) -> String {
    var text = """

      \(periods.title), \(periods.voiceCount) voices, a note ends and begins each 10 ms, \(periods.count) periods \
      of each length, \(periods.isRealTime ? "real-time" : "ordinary") scheduling, µs on the wall clock:

      | period |      p50 |      p90 |      p99 |    p99.9 |      max | p99.9, % | max, % of the period |
      | -----: | -------: | -------: | -------: | -------: | -------: | -------: | -------------------: |

      """
    for time in periods.times {
      let columns = [time.p50, time.p90, time.p99, time.p999, time.max, time.p999Percent]
        .map { $0.text(decimals: 1).rightAligned(8) }
      let percent = time.maxPercent.text(decimals: 1).rightAligned(20)
      text += "| \(String(time.frames).rightAligned(6)) | \(columns.joined(separator: " | ")) | \(percent) |\n"
    }
    return text
  }
}
