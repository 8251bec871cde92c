// SPDX-License-Identifier: MIT
// What the kernels look up. Made at setup, read on the audio thread.

import Glibc

/// Tables of the interpolators and of the filter.
@safe @frozen public struct KernelTables: BitwiseCopyable {
  /// Fractions of a frame for which the sinc interpolator has coefficients; between them it interpolates, with an error of
  /// −120 dB at Fs/8. The table takes 16 KiB, half of what is nearest to a processor.
  @inlinable public static var sincPhaseCount: Int { 256 }
  /// Columns of the filter table for an octave of cutoff.
  @inlinable public static var filterColumnsPerOctave: Float { 16 }
  /// log2(Fc/Fs) of the first column.
  @inlinable public static var filterLowestOctave: Float { -12 }
  /// log2(Fc/Fs) of the highest cutoff, Fs/6 (DLS 2.2: a device may stop there).
  @inlinable public static var filterHighestOctave: Float { -2.584_962_5 }
  /// dB of resonance from a row of the filter table to the next.
  @inlinable public static var filterDecibelsPerRow: Double { 0.75 }
  /// Rows of the filter table: 0 to 22.5 dB.
  @inlinable public static var filterRowCount: Int { 31 }
  /// Columns of the filter table.
  @inlinable public static var filterColumnCount: Int { 153 }
  /// log2(f0/Fs) of the highest cutoff of a pole filter.
  @inlinable public static var poleHighestOctave: Float { -1.25 }
  /// Rows of the table of pole filters: 0 to 40.5 dB.
  @inlinable public static var poleRowCount: Int { 55 }
  /// Columns of it.
  @inlinable public static var poleColumnCount: Int { 174 }
  /// Where the table of pole filters begins, behind the other.
  @inlinable public static var poleAnglesOffset: Int { filterRowCount * filterColumnCount }

  // Safe because the engine that owns the tables outlives every copy of these pointers.
  /// `sincPhaseCount` rows of coefficients.
  public let sinc: UnsafePointer<SincRow>
  /// `filterRowCount` × `filterColumnCount`: θ / (Fc/Fs); from `poleAnglesOffset` on `poleRowCount` × `poleColumnCount`:
  /// θ / (f0/Fs).
  public let angles: UnsafePointer<Float>
  /// log2(440 / Fs): turns absolute cents into octaves relative to the sample rate.
  public let octavesOfA4: Float
  /// How far a send may move in a frame: from nothing to all in 10 ms.
  public let sendStep: Float

  /// Computes the tables for an output of `rate` frames a second. Thread: setup.
  public init(rate: Double) {
    unsafe sinc = UnsafePointer(SincRow.makeTable())
    let angles = UnsafeMutablePointer<Float>.allocate(
      capacity: Self.poleAnglesOffset + Self.poleRowCount * Self.poleColumnCount)
    unsafe Self.fill(angles, rowCount: Self.filterRowCount, columnCount: Self.filterColumnCount) {
      Self.angle(ofCutoff: $0, rho: $1, near: $2)
    }
    unsafe Self.fill(angles + Self.poleAnglesOffset, rowCount: Self.poleRowCount, columnCount: Self.poleColumnCount) {
      Self.angle(ofPole: $0, rho: $1, near: $2)
    }
    unsafe self.angles = UnsafePointer(angles)
    octavesOfA4 = Float(log2(440 / rate))
    sendStep = Float(100 / rate)
  }

  /// Frees the tables; no copy may be used after. Thread: setup.
  public func deallocate() {
    unsafe sinc.deallocate()
    unsafe angles.deallocate()
  }

  /// The angles of poles for each resonance and cutoff (a share of the sample rate), relative to the cutoff. `angle` is given a
  /// guess, which is near but for the first columns.
  private static func fill(
    _ angles: UnsafeMutablePointer<Float>, rowCount: Int, columnCount: Int,
    angle: (_ cutoff: Double, _ rho: Double, _ guess: Double) -> Double
  ) {
    let cutoffs = (0..<columnCount).map {
      exp2(Double(filterLowestOctave) + Double($0) / Double(filterColumnsPerOctave))
    }
    for row in 0..<rowCount {
      let rho = pow(10, Double(row) * filterDecibelsPerRow / 20)
      var (ratio, change) = (0.0, 0.0)
      for (column, cutoff) in cutoffs.enumerated() {
        let next = angle(cutoff, rho, (ratio + change) * cutoff) / cutoff
        change = column == 0 ? 0 : next - ratio
        ratio = next
        unsafe angles[row * columnCount + column] = Float(ratio)
      }
    }
  }

  /// For the cutoff that the specification defines (DLS 2.2, 1.4.3: low-pass filter). `cutoff`: Fc/Fs, up to
  /// 1/6. Thread: setup.
  static func angle(ofCutoff cutoff: Double, rho: Double, near guess: Double = 0) -> Double {
    root(in: 0...(.pi / 2), near: guess) { cutoffOfAngle($0, rho: rho) - cutoff }
  }

  /// The same filter by the natural frequency of its poles, as SoundFonts give it: the pair lies where z = e^(s/Fs) puts
  /// the poles of the analogue low-pass of that frequency, |ln z| = 2π·f0/Fs. The radius for the resonance is that of the
  /// specification, and it stays below 1 for every angle, so that nothing limits f0 below Fs/2. Thread: setup.
  static func angle(ofPole frequency: Double, rho: Double, near guess: Double = 0) -> Double {
    // To where the radius comes to 0, and its logarithm to −∞.
    root(in: 0...(Double.pi - atan2(1, (rho * rho - 1).squareRoot())), near: guess) { theta in
      let r = radius(theta, rho: rho)
      guard r > 0 else { return .infinity }
      let logarithm = log(r)
      return (logarithm * logarithm + theta * theta).squareRoot() - 2 * .pi * frequency
    }
  }

  /// Where a rising function comes to 0, as exactly as a table of 32-bit numbers can tell: by the rule of false position,
  /// which takes a tenth of the steps of bisection, and half of those again from a good guess. An end that stays counts half
  /// each time (Illinois), so that the other one does not creep.
  private static func root(
    in range: @autoclosure () -> ClosedRange<Double>, near guess: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (guess * (1 - 1e-4), guess * (1 + 1e-4))
    var (below, above) = guess > 0 ? (function(low), function(high)) : (.infinity, .infinity)
    if !(below < 0 && above > 0) {
      let range = range()
      (low, high) = (range.lowerBound, range.upperBound)
      (below, above) = (function(low), function(high))
    }
    var last = low
    for _ in 0..<100 {
      let middle = above < .infinity ? low - below * (high - low) / (above - below) : (low + high) / 2
      // No number is between the ends, or none nearer to 0 than one of them.
      guard middle > low, middle < high else { return middle }
      let value = function(middle)
      if value == 0 || abs(middle - last) <= middle * 1e-10 { return middle }
      if value < 0 {
        if last == low { above /= 2 }
        (low, below) = (middle, value)
      } else {
        if last == high { below /= 2 }
        (high, above) = (middle, value)
      }
      last = middle
    }
    return last
  }

  /// The radius that gives a resonance of ρ over DC (DLS 2.2).
  private static func radius(_ theta: Double, rho: Double) -> Double {
    (cos(theta) + sin(theta) * (rho * rho - 1).squareRoot()) / (1 + rho * sin(theta))
  }

  /// Where the asymptote at DC meets the slope through the response at Fs/4; Fc/Fs.
  private static func cutoffOfAngle(_ theta: Double, rho: Double) -> Double {
    let r = radius(theta, rho: rho)
    let dc = 1 - 2 * r * cos(theta) + r * r
    let quarter = (1 + 2 * r * r * cos(2 * theta) + r * r * r * r).squareRoot()
    return 0.25 * (dc / quarter).squareRoot()
  }
}
