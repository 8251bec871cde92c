// SPDX-License-Identifier: MIT
// Chooses loops that hold whole periods and are in tune. Off-line.

/// The length of a loop and the number of periods of the fundamental that it holds.
///
/// Every partial of a wave built on a plan takes a whole number of periods per loop ("bins"), so the wave after the
/// loop's end is the wave after its start, in value and in every derivative.
struct LoopPlan {
  /// Frames per second.
  let rate: Int
  /// Frames.
  let length: Int
  /// Periods of the fundamental in the loop.
  let cycles: Int

  /// Frequency of the fundamental that comes out, in hertz.
  var hertz: Double { Double(cycles) * Double(rate) / Double(length) }

  /// The shortest plan of at least `seconds` that is in tune within a quarter of a cent.
  ///
  /// `multiple`: the count of cycles is divisible by it, which gives room for partials at 1/2 or 1/3.
  init(key: Int, rate: Int, seconds: Double, multiple: Int = 1) {
    let wanted = Exact.hertz(key: Double(key))
    let groups = seconds * wanted / Double(multiple)
    let lowest = max(1, Int(groups.rounded(.up)))
    let highest = max(lowest + 12 / multiple + 1, Int((groups * 1.5).rounded(.up)))
    var best = (error: 1.0, length: 0, cycles: 0)
    for group in lowest...highest {
      let cycles = group * multiple
      let length = (Double(cycles * rate) / wanted).rounded()
      let error = abs(Double(cycles * rate) / length / wanted - 1)
      if error < best.error - 1e-6 { best = (error, Int(length), cycles) }
      if best.error < 1.44e-4 { break }
    }
    self.rate = rate
    self.length = best.length
    self.cycles = best.cycles
  }

  /// One period of `period` frames; the rate is chosen so that it is in tune.
  init(key: Int, period: Int) {
    rate = Int((Exact.hertz(key: Double(key)) * Double(period)).rounded())
    length = period
    cycles = 1
  }

  /// The whole number of periods per loop nearest to a ratio to the fundamental.
  func bins(ratio: Double) -> Int { max(1, Int((ratio * Double(cycles)).rounded())) }
}
