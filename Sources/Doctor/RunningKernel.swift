// SPDX-License-Identifier: MIT
// How soon the kernel lets go of a processor. Control thread.

/// The kernel's release, its preemption, and whether interrupts have threads.
struct RunningKernel {
  /// What may be interrupted for a thread that is more urgent, as `uname -v` and the command line have it.
  enum Preemption: String { case realtime, full, dynamic, none }

  let release: String
  let preemption: Preemption
  let hasThreadedInterrupts: Bool

  init(_ files: SystemFiles) {
    release = files.line("/proc/sys/kernel/osrelease") ?? "unknown"
    let words = (files.line("/proc/sys/kernel/version") ?? "").split(separator: " ")
    let options = (files.line("/proc/cmdline") ?? "").split(separator: " ")
    let isRealtime = words.contains("PREEMPT_RT") || files.number("/sys/kernel/realtime") == 1
    if isRealtime {
      preemption = .realtime
    } else if words.contains("PREEMPT") || options.last(where: { $0.hasPrefix("preempt=") }) == "preempt=full" {
      preemption = .full
    } else {
      preemption = words.contains("PREEMPT_DYNAMIC") ? .dynamic : .none
    }
    hasThreadedInterrupts = isRealtime || options.contains("threadirqs")
  }

  var finding: Finding {
    let values: [String: FindingValue] = [
      "release": .text(release), "preemption": .text(preemption.rawValue),
      "threadedInterrupts": .truth(hasThreadedInterrupts),
    ]
    let words: [Preemption: String] = [
      .realtime: "a real-time kernel", .full: "full preemption", .dynamic: "preemption chosen at boot",
      .none: "no preemption",
    ]
    let interrupts = hasThreadedInterrupts ? "interrupts in threads" : "interrupts before all threads"
    let text = "\(release), \(words[preemption] ?? ""), \(interrupts)"
    guard preemption != .realtime, !(preemption == .full && hasThreadedInterrupts) else {
      return Finding("kernel", "kernel", .good, text, values: values)
    }
    return Finding(
      "kernel", "kernel", .attention, text,
      advice:
        "add preempt=full threadirqs to GRUB_CMDLINE_LINUX in /etc/default/grub, sudo update-grub and restart; for "
        + "periods of 64 frames and less sudo apt install linux-image-rt-amd64", values: values)
  }
}
