// SPDX-License-Identifier: MIT
// One thing that was looked at. Control thread.

/// What was found, what it means, and what to do about it.
public struct Finding: Encodable, Equatable, Sendable {
  /// The name that programs know it by: it stays.
  public let name: String
  /// The name that people see.
  public let title: String
  /// What it means.
  public let verdict: Verdict
  /// What was found, without a full stop.
  public let found: String
  /// What to do, with the command or the file; nil where there is nothing to do.
  public let advice: String?
  /// The facts behind `found`. Names are added and stay.
  public let values: [String: FindingValue]

  init(
    _ name: String, _ title: String, _ verdict: Verdict, _ found: String, advice: String? = nil,
    values: [String: FindingValue] = [:]
  ) {
    self.name = name
    self.title = title
    self.verdict = verdict
    self.found = found
    self.advice = advice
    self.values = values
  }
}
