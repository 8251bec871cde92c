// SPDX-License-Identifier: MIT
// How onsets are found. Any thread.

/// How the beginning of a sound is found.
public enum OnsetMethod: Equatable, Sendable {
  /// The tool's own bank is played: any sound at all, to the frame.
  case impulse
  /// Any patch: at the threshold, in dB of full scale, and 6 dB above what is left of the sound before.
  case rise(thresholdDecibels: Double)

  /// Softest sound that counts, in dB of full scale.
  public var thresholdDecibels: Double {
    switch self {
    case .impulse: -80
    case .rise(let decibels): decibels
    }
  }
}
