// SPDX-License-Identifier: MIT
// Whether processors may be kept from deep sleep. Control thread.

/// `/dev/cpu_dma_latency`: a program that holds it open bounds how long a processor may take to wake up.
struct SleepStates {
  private static let device = "/dev/cpu_dma_latency"

  let exists: Bool
  let isOpenToUs: Bool

  init(_ files: SystemFiles) {
    exists = files.exists(SleepStates.device)
    isOpenToUs = files.isOpenToUs(SleepStates.device)
  }

  var finding: Finding {
    let values: [String: FindingValue] = ["device": .truth(exists), "accessible": .truth(isOpenToUs)]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("sleep_states", "sleep states", verdict, text, advice: advice, values: values)
    }
    if isOpenToUs { return found(.good, "audio programs may keep the processors from deep sleep") }
    guard exists else { return found(.good, "the kernel has no \(SleepStates.device)") }
    return found(
      .attention, "audio programs may not keep the processors from deep sleep, which takes time to wake from",
      "write 'KERNEL==\"cpu_dma_latency\", GROUP=\"audio\", MODE=\"0660\"' into "
        + "/etc/udev/rules.d/99-cpu-dma-latency.rules and restart")
  }
}
