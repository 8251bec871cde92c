// SPDX-License-Identifier: MIT
// What was found of the machine, as values for programs. Control threads.

internal import Synchronization

/// One thing that was looked at, as `/wavesink/doctor` tells it. Fields may be added, and are never renamed.
public struct DoctorFinding: Codable, Sendable {
  /// What was looked at.
  public let title: String
  /// good, warning or bad.
  public let severity: String
  /// What was found.
  public let sentence: String
  /// What to do; nil where there is nothing to do.
  public let advice: String?

  /// Thread: any.
  public init(title: String, severity: String, sentence: String, advice: String?) {
    self.title = title
    self.severity = severity
    self.sentence = sentence
    self.advice = advice
  }
}

extension Studio {
  /// Who looks at the machine, which may take seconds; it is called on a thread that may wait. Thread: setup.
  public func setDoctor(_ examine: @escaping @Sendable () -> [DoctorFinding]) {
    doctor.withLock { $0 = examine }
  }
}
