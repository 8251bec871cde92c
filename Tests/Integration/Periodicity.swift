// SPDX-License-Identifier: MIT
// Whether a held tone is disturbed. The test's thread.

/// How a tone whose period divides 400 frames departs from itself.
struct Periodicity {
  /// The loudest sample.
  let peak: Float
  /// The greatest difference between a frame and that of 400 frames before, over the peak.
  let departure: Float
  /// Places from which on it is another tone, or the same one from another place, by more than −120 dB.
  let jumps: Int
  /// Frames that were compared.
  let compared: Int

  /// Where the server itself lost time, which is recorded as silence, the sound goes on from where it was: from there on it is
  /// compared with itself again.
  init(of samples: some RandomAccessCollection<Float>) {
    let samples = Array(samples)
    let peak = samples.map(\.magnitude).max() ?? 0
    let begin = (samples.firstIndex { $0 != 0 } ?? samples.count) + 400
    var (worst, jumps, compared, silent, resume): (Float, Int, Int, Int, Int) = (0, 0, 0, 0, begin + 400)
    for index in min(begin, samples.count)..<samples.count {
      silent = samples[index] == 0 ? silent + 1 : 0
      if silent >= 8 { resume = index + 401 }
      guard index >= resume else { continue }
      let difference = (samples[index] - samples[index - 400]).magnitude
      worst = max(worst, difference)
      compared += 1
      guard difference > peak * 1e-6 else { continue }
      jumps += 1
      resume = index + 401
    }
    self.peak = peak
    self.jumps = jumps
    departure = peak > 0 ? worst / peak : 0
    self.compared = compared
  }
}
