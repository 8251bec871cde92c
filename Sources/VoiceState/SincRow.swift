// SPDX-License-Identifier: MIT
// Eight coefficients of the sinc interpolator, and how they change. Read on the audio thread.

/// The coefficients of the sinc interpolator from one fraction of a frame to the next, on straight lines.
@frozen public struct SincRow: BitwiseCopyable {
  /// Those for the frames −3…4 around the position, at the row's own fraction.
  public let coefficients: Lanes
  /// What they gain up to the next row's.
  public let differences: Lanes

  init(from first: Lanes, to last: Lanes) {
    coefficients = first
    differences = last - first
  }
}
