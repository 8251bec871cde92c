// SPDX-License-Identifier: MIT
// Something to be told of a program that was to come in. Any thread but audio.

/// A sentence about a bank that plays.
public struct ProgramNotice: Sendable {
  /// The bank's name.
  public let bank: String
  /// What is odd, such as a program that does not come in and why.
  public let sentence: String
}
