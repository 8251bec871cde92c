// SPDX-License-Identifier: MIT
// How long a period takes in which many notes begin at once.

/// A burst of notes in one period, on top of notes that are held, again and again.
struct BurstTimes: Encodable {
  static let heldCount = 256
  static let burstCount = 128

  let title: String
  let repeatCount: Int
  let isRealTime: Bool
  /// Of the period that brings the notes, messages and rendering together, on the wall clock, in hundredths of what a
  /// period lasts.
  let percent: Spread
  /// Periods that took longer than they last.
  let missedCount: Int

  /// `synth` holds the notes already.
  init(_ synth: any BenchedSynth, repeatCount: Int) throws {
    title = synth.title
    self.repeatCount = repeatCount
    let burst = (0..<BurstTimes.burstCount).map { Note(index: BurstTimes.heldCount + $0) }
    let period = 1e9 * Double(BenchSettings.blockFrames) / Double(BenchSettings.rate)
    let result = Scheduling.inRealTime { isRealTime in
      (isRealTime, Result { try (0..<repeatCount).map { _ in try BurstTimes.once(synth, burst) } })
    }
    isRealTime = result.0
    let percents = try result.1.get().map { 100 * Double($0) / period }
    percent = Spread(percents)
    missedCount = percents.count { $0 > 100 }
  }

  /// Nanoseconds of one burst. Then the notes end, and die away.
  private static func once(_ synth: any BenchedSynth, _ burst: [Note]) throws -> UInt64 {
    let start = Clocks.wall()
    for note in burst { synth.start(note) }
    synth.render(frameCount: BenchSettings.blockFrames)
    let nanoseconds = Clocks.wall() - start
    try Comparison.check(synth, heldCount + burstCount)
    for note in burst { synth.stop(note) }
    for _ in 0..<1000 where synth.soundingVoiceCount > heldCount {
      synth.render(frameCount: BenchSettings.blockFrames)
      Scheduling.rest(after: 400_000)
    }
    try Comparison.check(synth, heldCount)
    return nanoseconds
  }

  /// A table in Markdown.
  static func text(_ bursts: [BurstTimes]) -> String {
    guard let first = bursts.first else { return "" }
    var text = """

      \(burstCount) notes begin in one period of \(BenchSettings.blockFrames) frames, \(heldCount) sound already, \
      \(first.repeatCount) times, \(first.isRealTime ? "real-time" : "ordinary") scheduling, on the wall clock:

      |                     | % of the period, min / median / max | periods missed |
      | ------------------- | ----------------------------------: | -------------: |

      """
    for burst in bursts {
      let percent = burst.percent.text(decimals: 1).rightAligned(35)
      text += "| \(burst.title.padded(19)) | \(percent) | \(String(burst.missedCount).rightAligned(14)) |\n"
    }
    return text
  }
}
