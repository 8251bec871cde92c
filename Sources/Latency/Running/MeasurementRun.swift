// SPDX-License-Identifier: MIT
// What a measurement brought, before anything is made of it. Any thread.

public import Realtime

/// Everything that was seen.
public struct MeasurementRun: Sendable {
  /// What was planned.
  public var plan: NotePlan
  /// What was measured.
  public var target: TargetPorts
  /// How onsets were found.
  public var method: OnsetMethod
  /// The notes that were sent and count, in order.
  public var fates: [NoteFate] = []
  /// Notes before them that were sent.
  public var warmUpCount = 0
  /// Whether there still was sound when all was over.
  public var isStuck = false
  /// Nil for a measurement that came to its end.
  public var failure: LatencyError?
  /// Somebody ended it before its end.
  public var wasStopped = false
  /// Times of the callbacks; empty where there is no server.
  public var sender = CallbackTimes()
  /// See `sender`.
  public var listener = CallbackTimes()
  /// Xruns that the server told of.
  public var xrunCount = 0
  /// The longest of them, in µs, as the server has it.
  public var longestXrunMicroseconds = 0.0
  /// Banks that were brought in meanwhile.
  public var downloadCount = 0
  /// Banks that could not be brought in.
  public var failedDownloadCount = 0
  /// Cycles, onsets and notes that did not fit into a queue of the tool's own: it did not see everything.
  public var unseenCount = 0
  /// What the server reports from the synth's MIDI input to the tool's ears, in frames; nil where there is no server.
  public var reported: ReportedLatency?

  /// Nothing yet. Thread: any.
  public init(plan: NotePlan, target: TargetPorts, method: OnsetMethod) {
    self.plan = plan
    self.target = target
    self.method = method
  }

  /// The server's rate.
  public var rate: SampleRate { plan.rate }
}
