// SPDX-License-Identifier: MIT
// One measurement and what is said of it. Main thread.

import Latency

/// A measurement with its report.
struct LatencyResult {
  let run: MeasurementRun
  let report: LatencyReport
}
