// SPDX-License-Identifier: MIT
// Who decides how fast the processors run. Control thread.

/// The governors of the processors' clocks.
struct ClockGovernor {
  private static let folder = "/sys/devices/system/cpu"

  /// How many processors each governor has.
  let counts: [String: Int]

  init(_ files: SystemFiles) {
    let processors = files.names(in: ClockGovernor.folder).filter { name in
      name.hasPrefix("cpu") && name.count > 3 && name.dropFirst(3).allSatisfy(\.isNumber)
    }
    counts = processors.reduce(into: [:]) { counts, name in
      guard let governor = files.line("\(ClockGovernor.folder)/\(name)/cpufreq/scaling_governor") else { return }
      counts[governor, default: 0] += 1
    }
  }

  var finding: Finding {
    let names = counts.keys.sorted()
    let values: [String: FindingValue] = ["governors": .texts(names)]
    guard !names.isEmpty else {
      return Finding(
        "cpu_governor", "clock governor", .good, "the system does not change the clock of the processors",
        values: values)
    }
    let text = names.map { "\($0) on \(counts[$0] ?? 0) processors" }.joined(separator: ", ")
    guard names != ["performance"] else {
      return Finding("cpu_governor", "clock governor", .good, text, values: values)
    }
    return Finding(
      "cpu_governor", "clock governor", .attention, text + ": a period may begin on a slow one",
      advice: "sudo cpupower frequency-set --governor performance (Debian: package linux-cpupower)", values: values)
  }
}
