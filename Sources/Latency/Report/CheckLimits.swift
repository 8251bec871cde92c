// SPDX-License-Identifier: MIT
// What turns a measurement into a check. Any thread.

/// The most of each that is allowed; nil where anything is.
public struct CheckLimits: Equatable, Sendable {
  /// Frames from the least latency to the greatest.
  public var jitterFrames: Int?
  /// The greatest latency in frames.
  public var latencyFrames: Int?
  /// Notes that were not heard.
  public var lost: Int?
  /// Notes that were heard too late.
  public var late: Int?
  /// Sounds more than notes.
  public var doubled: Int?
  /// Notes that do not end.
  public var stuck: Int?
  /// Periods that the server missed.
  public var xruns: Int?

  /// Anything goes. Thread: any.
  public init() {}

  /// Whether there is any limit.
  public var isCheck: Bool { self != CheckLimits() }

  /// A sentence for each limit that is exceeded, without a full stop. A measurement that did not come to its end passes no check.
  /// Thread: any.
  public func faults(in report: LatencyReport) -> [String] {
    guard isCheck else { return [] }
    var faults: [String] = []
    func hold(_ what: String, _ found: Int, _ limit: Int?) {
      if let limit, found > limit { faults.append("\(report.target): \(found) \(what), and \(limit) allowed") }
    }
    if let latency = report.latency {
      hold("frames of jitter", Int(latency.frames.jitter), jitterFrames)
      hold("frames of latency at most", Int(latency.frames.most), latencyFrames)
    } else {
      faults.append("\(report.target): nothing was heard, so that nothing is proved")
    }
    hold("notes lost", report.events.lost, lost)
    hold("notes late", report.events.late, late)
    hold("notes doubled", report.events.doubled, doubled)
    hold("notes stuck", report.events.stuck, stuck)
    hold("xruns", report.xruns, xruns)
    if let failure = report.failure { faults.append("it did not come to its end: \(failure)") }
    if report.failure == nil, report.wasStopped { faults.append("it was stopped before its end") }
    if report.unseen > 0 { faults.append("\(report.unseen) values did not fit into the tool's queues") }
    return faults
  }
}
