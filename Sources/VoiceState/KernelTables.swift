// SPDX-License-Identifier: MIT
// What the kernels look up. Made at setup, read on the audio thread.

import Glibc

/// Tables of the interpolators and of the filter.
@safe @frozen public struct KernelTables: BitwiseCopyable {
  /// Fractions of a frame for which the sinc interpolator has coefficients; between them it interpolates.
  @inlinable public static var sincPhaseCount: Int { 512 }
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

  // Safe because the engine that owns the tables outlives every copy of these pointers.
  /// `sincPhaseCount + 1` rows of 8 coefficients for the frames −3…4 around the position.
  public let sinc: UnsafePointer<Lanes>
  /// `filterRowCount` × `filterColumnCount`: θ / (Fc/Fs).
  public let filterAngles: UnsafePointer<Float>
  /// log2(440 / Fs): turns absolute cents into octaves relative to the sample rate.
  public let octavesOfA4: Float

  /// Computes the tables for an output of `rate` frames a second. Thread: setup.
  public init(rate: Double) {
    unsafe sinc = UnsafePointer(Self.makeSinc())
    unsafe filterAngles = UnsafePointer(Self.makeFilterAngles())
    octavesOfA4 = Float(log2(440 / rate))
  }

  /// Frees the tables; no copy may be used after. Thread: setup.
  public func deallocate() {
    unsafe sinc.deallocate()
    unsafe filterAngles.deallocate()
  }

  /// Windowed sinc (Kaiser, β = 7), each row scaled to a sum of 1, so that a constant stays what it is.
  private static func makeSinc() -> UnsafeMutablePointer<Lanes> {
    let rows = UnsafeMutablePointer<Lanes>.allocate(capacity: sincPhaseCount + 1)
    for phase in 0...sincPhaseCount {
      let fraction = Double(phase) / Double(sincPhaseCount)
      var row = [Double](repeating: 0, count: 8)
      for tap in 0..<8 {
        let distance = Double(tap - 3) - fraction
        let window = besselI0(7 * max(0, 1 - distance * distance / 16).squareRoot()) / besselI0(7)
        row[tap] = window * (distance == 0 ? 1 : sin(.pi * distance) / (.pi * distance))
      }
      let sum = row.reduce(0, +)
      unsafe rows[phase] = Lanes(row.map { Float($0 / sum) })
    }
    return unsafe rows
  }

  /// Modified Bessel function of order 0, by its power series.
  private static func besselI0(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    for k in 1..<40 {
      term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
      sum += term
    }
    return sum
  }

  /// Pole angles by bisection of the cutoff that the specification defines (DLS 2.2, 1.4.3: low-pass filter).
  private static func makeFilterAngles() -> UnsafeMutablePointer<Float> {
    let angles = UnsafeMutablePointer<Float>.allocate(capacity: filterRowCount * filterColumnCount)
    for row in 0..<filterRowCount {
      let rho = pow(10, Double(row) * filterDecibelsPerRow / 20)
      for column in 0..<filterColumnCount {
        let octave = Double(filterLowestOctave) + Double(column) / Double(filterColumnsPerOctave)
        let cutoff = exp2(octave)
        unsafe angles[row * filterColumnCount + column] = Float(angle(ofCutoff: cutoff, rho: rho) / cutoff)
      }
    }
    return unsafe angles
  }

  /// `cutoff`: Fc/Fs, up to 1/6. Thread: setup.
  static func angle(ofCutoff cutoff: Double, rho: Double) -> Double {
    var low = 0.0
    var high = Double.pi / 2
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cutoffOfAngle(middle, rho: rho) < cutoff { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Where the asymptote at DC meets the slope through the response at Fs/4; Fc/Fs.
  private static func cutoffOfAngle(_ theta: Double, rho: Double) -> Double {
    let r = (cos(theta) + sin(theta) * (rho * rho - 1).squareRoot()) / (1 + rho * sin(theta))
    let dc = 1 - 2 * r * cos(theta) + r * r
    let quarter = (1 + 2 * r * r * cos(2 * theta) + r * r * r * r).squareRoot()
    return 0.25 * (dc / quarter).squareRoot()
  }
}
