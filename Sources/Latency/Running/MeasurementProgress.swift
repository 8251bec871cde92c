// SPDX-License-Identifier: MIT
// How far a measurement is. Control thread.

/// What a progress line shows.
public struct MeasurementProgress: Equatable, Sendable {
  /// Notes sent, those of the warm-up too.
  public var sent = 0
  /// Notes to be sent.
  public var planned = 0
  /// Onsets heard.
  public var heard = 0
  /// Xruns so far.
  public var xruns = 0
}
