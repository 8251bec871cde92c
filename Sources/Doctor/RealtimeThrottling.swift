// SPDX-License-Identifier: MIT
// How much of the time real-time threads may take. Control thread.

/// The share of each period that the kernel gives to real-time threads before it stops them.
struct RealtimeThrottling {
  private static let folder = "/proc/sys/kernel"

  /// Microseconds; −1 for all of the time; nil where the kernel has no such limit.
  let runtime: Int?
  /// Microseconds.
  let period: Int

  init(_ files: SystemFiles) {
    runtime = files.number("\(RealtimeThrottling.folder)/sched_rt_runtime_us")
    period = max(1, files.number("\(RealtimeThrottling.folder)/sched_rt_period_us") ?? 1_000_000)
  }

  var finding: Finding {
    let values: [String: FindingValue] = ["runtimeMicroseconds": .count(runtime), "periodMicroseconds": .count(period)]
    func found(_ verdict: Verdict, _ text: String) -> Finding {
      Finding(
        "realtime_throttling", "real-time share", verdict, text,
        advice: verdict == .good
          ? nil : "sudo sysctl kernel.sched_rt_runtime_us=\(period * 95 / 100), to stay in /etc/sysctl.d/90-audio.conf",
        values: values)
    }
    guard let runtime, runtime >= 0 else { return found(.good, "real-time threads may take all of the time") }
    let percent = runtime * 100 / period
    // The kernel's own default; what is left keeps a machine usable whose audio has run wild.
    let text = "real-time threads may take \(percent) % of the time"
    return found(runtime == 0 ? .bad : percent >= 90 ? .good : .attention, text)
  }
}
