// SPDX-License-Identifier: MIT
// How long the rendering of one period takes, in percentiles.

import Histogram

/// How long one period takes on a wall clock, messages and rendering together, while notes begin and end.
struct PeriodTimes: Encodable {
  /// Frames in a period.
  let frames: Int
  /// Microseconds within which half of all periods are rendered, and so on.
  let p50: Double
  let p90: Double
  let p99: Double
  let p999: Double
  let max: Double
  /// p99.9 in hundredths of what a period lasts.
  let p999Percent: Double
  /// The longest in hundredths of what a period lasts.
  let maxPercent: Double

  /// Each 10 ms one note ends and begins again.
  private static let framesBetweenNotes = BenchSettings.rate / 100

  /// `synth` already holds so many notes; so many periods are rendered.
  init(_ synth: any BenchedSynth, frames: Int, voiceCount: Int, count: Int) {
    self.frames = frames
    var histogram = Histogram<UInt64>(highestTrackableValue: 10_000_000_000, numberOfSignificantValueDigits: .three)
    var framesToNote = Self.framesBetweenNotes
    var next = 0
    for _ in 0..<count {
      let start = Clocks.wall()
      framesToNote -= frames
      while framesToNote <= 0 {
        let note = Note(index: next % voiceCount)
        synth.stop(note)
        synth.start(note)
        next += 1
        framesToNote += Self.framesBetweenNotes
      }
      synth.render(frameCount: frames)
      let nanoseconds = Clocks.wall() - start
      histogram.record(nanoseconds)
      Scheduling.rest(after: nanoseconds)
    }
    let microseconds = { (percentile: Double) in Double(histogram.valueAtPercentile(percentile)) / 1000 }
    p50 = microseconds(50)
    p90 = microseconds(90)
    p99 = microseconds(99)
    p999 = microseconds(99.9)
    max = Double(histogram.max) / 1000
    let hundredth = 10_000 * Double(frames) / Double(BenchSettings.rate)
    p999Percent = p999 / hundredth
    maxPercent = max / hundredth
  }
}
