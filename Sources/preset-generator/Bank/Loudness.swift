// SPDX-License-Identifier: MIT
// How loud a signal is to an ear. Off-line.

/// K-weighted loudness after ITU-R BS.1770, over the loudest 300 ms.
enum Loudness {
  /// Decibels below a full-scale square wave; −200 for silence.
  static func decibels(_ signal: [Double], rate: Double, windowSeconds: Double = 0.3) -> Double {
    let filters = [
      Biquad.highShelf(1500, rate: rate, decibels: 4), Biquad.highPass(38, rate: rate, q: 0.5),
    ]
    let weighted = filters.applied(to: signal)
    let window = max(1, Int(windowSeconds * rate))
    var sum = 0.0
    var loudest = 0.0
    for index in weighted.indices {
      sum += weighted[index] * weighted[index]
      if index >= window { sum -= weighted[index - window] * weighted[index - window] }
      loudest = max(loudest, sum)
    }
    return Exact.decibels(amplitude: (loudest / Double(window)).squareRoot())
  }
}
