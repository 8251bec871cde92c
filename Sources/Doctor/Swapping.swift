// SPDX-License-Identifier: MIT
// How readily the kernel writes out memory that is in use. Control thread.

/// Swap, and the kernel's inclination to it.
struct Swapping {
  /// Above this, memory of programs goes out while files could.
  static let limit = 10

  /// 0 to 200; nil where the kernel does not say.
  let swappiness: Int?
  /// Whether there is anywhere to swap to.
  let hasSwap: Bool

  init(_ files: SystemFiles) {
    swappiness = files.number("/proc/sys/vm/swappiness")
    // The first line is the table's head.
    hasSwap = (files.text("/proc/swaps") ?? "").split(separator: "\n").count > 1
  }

  var finding: Finding {
    let values: [String: FindingValue] = ["swappiness": .count(swappiness), "swap": .truth(hasSwap)]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("swappiness", "swapping", verdict, text, advice: advice, values: values)
    }
    guard hasSwap else { return found(.good, "there is no swap") }
    guard let swappiness else { return found(.good, "the kernel does not say how readily it swaps") }
    guard swappiness > Swapping.limit else { return found(.good, "vm.swappiness is \(swappiness)") }
    return found(
      .attention, "vm.swappiness is \(swappiness): what is not locked may be written out",
      "echo vm.swappiness=\(Swapping.limit) | sudo tee /etc/sysctl.d/90-audio.conf && sudo sysctl --system")
  }
}
