// SPDX-License-Identifier: MIT
// Which build of the inner loops this processor gets. Control thread.

import Synthesis

/// The processor, and the set of kernels that the engine chooses for it.
struct KernelsInUse {
  /// Of all that a processor can do, what the kernels are built for (x86-64-v3, with the names of /proc/cpuinfo).
  static let shown = ["avx2", "fma", "bmi1", "bmi2", "f16c", "abm", "movbe"]

  let set: KernelSet
  /// The processor's name; nil where the kernel does not tell.
  let processor: String?
  /// Those of `shown` that it has.
  let features: [String]

  init(_ set: KernelSet, _ files: SystemFiles) {
    self.set = set
    let lines = (files.text("/proc/cpuinfo") ?? "").split(separator: "\n")
    func value(_ key: String) -> String? {
      guard let line = lines.first(where: { $0.hasPrefix(key) }), let colon = line.firstIndex(of: ":") else {
        return nil
      }
      return String(line[line.index(after: colon)...].drop(while: \.isWhitespace))
    }
    processor = value("model name")
    let flags = Set((value("flags") ?? "").split(separator: " ").map(String.init))
    features = KernelsInUse.shown.filter(flags.contains)
  }

  var finding: Finding {
    let values: [String: FindingValue] = [
      "kernelSet": .text(set.rawValue), "available": .texts(KernelSet.allCases.map(\.rawValue)),
      "processor": .name(processor), "features": .texts(features),
    ]
    let text = "\(set.title), on \(processor ?? "a processor without a name")"
    // Where there is no other set there is nothing better to have.
    guard set == .baseline, KernelSet.allCases.count > 1 else {
      return Finding("kernel_set", "inner loops", .good, text, values: values)
    }
    let missing = KernelsInUse.shown.filter { !features.contains($0) }
    return Finding(
      "kernel_set", "inner loops", .attention, text + ", which lacks \(missing.joined(separator: ", "))",
      advice:
        "choose fewer voices (--voices) or --interpolation linear where the load is high; in a virtual machine, pass "
        + "the host's processor on", values: values)
  }
}
