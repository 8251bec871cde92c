// SPDX-License-Identifier: MIT
// Remembers what has been played, so that the slow part of a target is left out where it would repeat. libFuzzer's thread.

/// The kinds of things seen so far in this process: a new process, such as one that looks at a crash again, plays all.
public struct Novelty {
  private static let limit = 1 << 18
  private var seen: Set<Int> = []

  /// Nothing seen yet. Thread: setup.
  public init() { seen.reserveCapacity(Novelty.limit) }

  /// Whether a kind has not been seen; it has from now on. Thread: libFuzzer's.
  public mutating func isNew(_ kind: Int) -> Bool {
    if seen.count == Novelty.limit { seen.removeAll(keepingCapacity: true) }
    return seen.insert(kind).inserted
  }
}

extension Hasher {
  /// A number by its sign and its length in bits: what matters of a number is how large it is.
  public mutating func combine(magnitudeOf number: some FixedWidthInteger) {
    combine(Int(number.signum()) &* (64 &- Int64(clamping: number.magnitude).leadingZeroBitCount))
  }
}
