// SPDX-License-Identifier: MIT
// Whether processors may run faster than their nominal clock. Control thread.

/// Turbo, boost: the clock above the nominal one.
struct ClockBoost {
  private static let boost = "/sys/devices/system/cpu/cpufreq/boost"
  private static let noTurbo = "/sys/devices/system/cpu/intel_pstate/no_turbo"

  /// Nil where the system has no switch for it.
  let isOn: Bool?
  /// The command that turns it on.
  private let command: String

  init(_ files: SystemFiles) {
    if let value = files.number(ClockBoost.noTurbo) {
      isOn = value == 0
      command = "echo 0 | sudo tee \(ClockBoost.noTurbo)"
    } else {
      isOn = files.number(ClockBoost.boost).map { $0 != 0 }
      command = "echo 1 | sudo tee \(ClockBoost.boost)"
    }
  }

  var finding: Finding {
    let values: [String: FindingValue] = ["on": isOn.map { .truth($0) } ?? .none]
    switch isOn {
    case true?: return Finding("cpu_boost", "clock boost", .good, "on", values: values)
    case nil: return Finding("cpu_boost", "clock boost", .good, "the system has no switch for it", values: values)
    case false?:
      return Finding(
        "cpu_boost", "clock boost", .attention, "off: every voice costs more", advice: command, values: values)
    }
  }
}
