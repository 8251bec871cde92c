// SPDX-License-Identifier: MIT
// Options that turn a measurement into a check. Main thread.

import ArgumentParser
import Latency

/// What is allowed.
struct LatencyLimits: ParsableArguments {
  @Option(help: ArgumentHelp("Fail where latencies differ by more.", valueName: "frames"))
  var maxJitterFrames: Int?

  @Option(help: ArgumentHelp("Fail where a latency is greater.", valueName: "frames"))
  var maxLatencyFrames: Int?

  @Option(help: ArgumentHelp("Fail where more notes are lost.", valueName: "count"))
  var maxLost: Int?

  @Option(help: ArgumentHelp("Fail where more notes are late.", valueName: "count"))
  var maxLate: Int?

  @Option(help: ArgumentHelp("Fail where more sounds are heard than there were notes.", valueName: "count"))
  var maxDoubled: Int?

  @Option(help: ArgumentHelp("Fail where more notes do not end.", valueName: "count"))
  var maxStuck: Int?

  @Option(help: ArgumentHelp("Fail where the server misses more periods.", valueName: "count"))
  var maxXruns: Int?

  /// All of them.
  var limits: CheckLimits {
    var limits = CheckLimits()
    limits.jitterFrames = maxJitterFrames
    limits.latencyFrames = maxLatencyFrames
    limits.lost = maxLost
    limits.late = maxLate
    limits.doubled = maxDoubled
    limits.stuck = maxStuck
    limits.xruns = maxXruns
    return limits
  }
}
