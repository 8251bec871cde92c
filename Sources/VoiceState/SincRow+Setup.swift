// SPDX-License-Identifier: MIT
// The coefficients of the sinc interpolator. Made at setup.

import Glibc

extension SincRow {
  /// The band in which the error is smallest, in cycles per frame, and what an error above it counts.
  ///
  /// Most of a wave's energy lies far below a sixth of the rate, and what is there is heard best. With these, a sine up to
  /// there comes out with an error of less than −95 dB, and the response never rises over 1 by more than 0.0003 dB. A sinc
  /// under a window of the same length (Kaiser, β = 7) spends its freedom on the whole spectrum and gets to −65 to −79 dB.
  private static var band: Double { 0.168 }
  private static var weightAbove: Double { 1e-9 }

  /// `KernelTables.sincPhaseCount` rows. Thread: setup.
  ///
  /// For each fraction p the coefficients h are those with the least sum of squared errors over all frequencies,
  /// ∫ W(f)·|Σ h_k·e^(2πifk) − e^(2πifp)|² df. Where its derivatives are 0 stands R·h = r with R_kl = J(k−l) and
  /// r_k = J(k−p), where J(d) = ∫ W(f)·cos 2πfd df. R is the same for all p, so it is taken apart once (Cholesky). Each row
  /// is scaled to a sum of 1, so that a constant stays what it is.
  static func makeTable() -> UnsafeMutablePointer<SincRow> {
    let factor = factor((0..<8).map { k in (0...k).map { weightedIntegral(Double(k - $0)) } })
    let rows = (0...KernelTables.sincPhaseCount).map { phase in
      let fraction = Double(phase) / Double(KernelTables.sincPhaseCount)
      let row = solution(factor, (0..<8).map { weightedIntegral(Double($0 - 3) - fraction) })
      let sum = row.reduce(0, +)
      return Lanes(row.map { Float($0 / sum) })
    }
    let table = UnsafeMutablePointer<SincRow>.allocate(capacity: KernelTables.sincPhaseCount)
    for phase in 0..<KernelTables.sincPhaseCount {
      unsafe (table + phase).initialize(to: SincRow(from: rows[phase], to: rows[phase + 1]))
    }
    return unsafe table
  }

  /// J(d): cos 2πfd over the frequencies, those above the band by their weight.
  private static func weightedIntegral(_ distance: Double) -> Double {
    integral(to: band, distance) * (1 - weightAbove) + integral(to: 0.5, distance) * weightAbove
  }

  /// ∫ cos 2πfd df from 0 to `frequency`.
  private static func integral(to frequency: Double, _ distance: Double) -> Double {
    distance == 0 ? frequency : sin(2 * .pi * frequency * distance) / (2 * .pi * distance)
  }

  /// L of L·Lᵀ = R, of which the lower triangle is given.
  private static func factor(_ matrix: [[Double]]) -> [[Double]] {
    var lower = matrix
    for row in matrix.indices {
      for column in 0...row {
        let rest = (0..<column).reduce(matrix[row][column]) { $0 - lower[row][$1] * lower[column][$1] }
        lower[row][column] = row == column ? rest.squareRoot() : rest / lower[column][column]
      }
    }
    return lower
  }

  /// x of L·Lᵀ·x = `right`.
  private static func solution(_ lower: [[Double]], _ right: [Double]) -> [Double] {
    var x = right
    for row in x.indices {
      x[row] = (0..<row).reduce(x[row]) { $0 - lower[row][$1] * x[$1] } / lower[row][row]
    }
    for row in x.indices.reversed() {
      x[row] = ((row + 1)..<x.count).reduce(x[row]) { $0 - lower[$1][row] * x[$1] } / lower[row][row]
    }
    return x
  }
}
