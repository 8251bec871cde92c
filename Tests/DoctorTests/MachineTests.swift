// SPDX-License-Identifier: MIT
// Processor, kernel and devices, as the files of a made-up system have them.

import Doctor
import Foundation
import Glibc
import Synthesis
import Testing

struct MachineTests {
  private static let cpu = "/sys/devices/system/cpu"
  private static let kernel = "/proc/sys/kernel"

  private static func sandbox(
    modules: String = "landlock,yama", clone: String = "1", namespaces: String = "1000"
  ) -> [String: String] {
    [
      "\(kernel)/seccomp/actions_avail": "kill_process errno\n", "/sys/kernel/security/lsm": modules + "\n",
      "\(kernel)/unprivileged_userns_clone": clone + "\n", "/proc/sys/user/max_user_namespaces": namespaces + "\n",
    ]
  }

  /// A finding, the files, its verdict, and words of what was found or of the advice.
  @Test(
    arguments: [
      ("cpu_governor", [:], .good, "does not change"),
      ("cpu_governor", governors("performance", "performance"), .good, "performance on 2"),
      (
        "cpu_governor", governors("powersave", "performance"), .attention, "performance on 1 processors, powersave on 1"
      ),
      (
        "cpu_governor", governors("schedutil", "schedutil"), .attention, "cpupower frequency-set --governor performance"
      ),
      ("cpu_boost", ["\(cpu)/cpufreq/boost": "1\n"], .good, "on"),
      ("cpu_boost", ["\(cpu)/cpufreq/boost": "0\n"], .attention, "echo 1 | sudo tee \(cpu)/cpufreq/boost"),
      (
        "cpu_boost", ["\(cpu)/intel_pstate/no_turbo": "1\n"], .attention,
        "echo 0 | sudo tee \(cpu)/intel_pstate/no_turbo"
      ),
      ("cpu_boost", ["\(cpu)/intel_pstate/no_turbo": "0\n"], .good, "on"), ("cpu_boost", [:], .good, "no switch"),
      (
        "kernel", kernelFiles("#1 SMP PREEMPT_RT Debian 6.1", "quiet"), .good,
        "a real-time kernel, interrupts in threads"
      ),
      ("kernel", kernelFiles("#1 SMP PREEMPT_DYNAMIC", "quiet preempt=full threadirqs"), .good, "full preemption"),
      ("kernel", kernelFiles("#1 SMP PREEMPT_DYNAMIC", "threadirqs"), .attention, "6.1.0, preemption chosen at boot"),
      ("kernel", kernelFiles("#1 SMP PREEMPT", "nothreadirqs"), .attention, "interrupts before all threads"),
      ("kernel", kernelFiles("#1 SMP", "preempt=full preempt=none"), .attention, "/etc/default/grub"),
      ("realtime_throttling", throttling("950000"), .good, "95 %"),
      ("realtime_throttling", throttling("-1"), .good, "all"),
      ("realtime_throttling", throttling("0"), .bad, "sysctl kernel.sched_rt_runtime_us=950000"),
      ("realtime_throttling", throttling("500000"), .attention, "50 %"), ("realtime_throttling", [:], .good, "all"),
      ("swappiness", ["/proc/sys/vm/swappiness": "60\n"], .good, "no swap"),
      ("swappiness", swap("60"), .attention, "echo vm.swappiness=10 | sudo tee /etc/sysctl.d/90-audio.conf"),
      ("swappiness", swap("10"), .good, "is 10"), ("sleep_states", [:], .good, "has no /dev/cpu_dma_latency"),
      ("sleep_states", ["/dev/cpu_dma_latency": ""], .good, "may keep"),
      ("sound_card", [:], .attention, "no playback device"),
      ("sound_card", ["/dev/snd/pcmC0D0p": "", "/dev/snd/pcmC0D0c": ""], .good, "1 playback device in"),
      ("alsa_sequencer", ["/dev/snd/timer": ""], .attention, "modprobe snd-seq"),
      ("alsa_sequencer", ["/dev/snd/seq": ""], .good, "a2jmidid"),
      ("sandbox", sandbox(), .good, "can be shut in"),
      ("sandbox", sandbox(modules: "capability,yama"), .attention, "lsm=landlock"),
      ("sandbox", sandbox(clone: "0"), .attention, "kernel.unprivileged_userns_clone=1"),
      ("sandbox", sandbox(namespaces: "0"), .attention, "networks of one's own"),
      ("sandbox", [:], .attention, "CONFIG_SECCOMP_FILTER"),
    ] as [(String, [String: String], Verdict, String)])
  func `a verdict follows from what the system says`(
    name: String, files: [String: String], verdict: Verdict, words: String
  ) throws {
    let finding = try #require(MadeUpSystem(files).finding(name))
    #expect(finding.verdict == verdict, "\(finding)")
    #expect((finding.found + " " + (finding.advice ?? "")).contains(words), "\(finding)")
    #expect((finding.advice == nil) == (verdict == .good), "\(finding)")
  }

  @Test(.enabled(if: geteuid() != 0, "nothing is closed to root"))
  func `what the user may not open is told with the group to join`() throws {
    let system = try MadeUpSystem(["/dev/snd/pcmC1D0p": "", "/dev/snd/seq": "", "/dev/cpu_dma_latency": ""])
    for path in ["/dev/snd/pcmC1D0p", "/dev/snd/seq", "/dev/cpu_dma_latency"] {
      unsafe chmod(system.root.appending(path: path).path, 0)
    }
    #expect(system.finding("sound_card")?.advice?.contains("usermod -aG audio ada") == true)
    #expect(system.finding("alsa_sequencer")?.verdict == .attention)
    #expect(system.finding("sleep_states")?.advice?.contains("/etc/udev/rules.d/99-cpu-dma-latency.rules") == true)
  }

  @Test func `the kernels in use have one name, and the processor is told`() throws {
    let information = "processor\t: 0\nmodel name\t: Made Up 9000\nflags\t\t: fpu avx2 fma bmi1\n"
    let system = try MadeUpSystem(["/proc/cpuinfo": information])
    let finding = try #require(system.finding("kernel_set"))
    #expect(finding.values["kernelSet"] == .text(KernelSet.best.rawValue))
    #expect(finding.values["features"] == .texts(["avx2", "fma", "bmi1"]))
    #expect(finding.found.contains("\(KernelSet.best.title), on Made Up 9000"))
    system.kernelSet = .baseline
    let slow = try #require(system.finding("kernel_set"))
    #expect((slow.verdict == .attention) == (KernelSet.allCases.count > 1))
    #expect(KernelSet.allCases.count == 1 || slow.found.contains("lacks bmi2, f16c, abm, movbe"))
  }

  private static func governors(_ first: String, _ second: String) -> [String: String] {
    [
      "\(cpu)/cpu0/cpufreq/scaling_governor": first + "\n", "\(cpu)/cpu1/cpufreq/scaling_governor": second + "\n",
      "\(cpu)/cpuidle/cpufreq/scaling_governor": "none", "\(cpu)/cpu2/topology/core_id": "2",
    ]
  }

  private static func kernelFiles(_ version: String, _ options: String) -> [String: String] {
    ["\(kernel)/version": version, "\(kernel)/osrelease": "6.1.0\n", "/proc/cmdline": options + "\n"]
  }

  private static func throttling(_ runtime: String) -> [String: String] {
    ["\(kernel)/sched_rt_runtime_us": runtime + "\n", "\(kernel)/sched_rt_period_us": "1000000\n"]
  }

  private static func swap(_ swappiness: String) -> [String: String] {
    ["/proc/sys/vm/swappiness": swappiness, "/proc/swaps": "Filename Type Size\n/dev/sda2 partition 8388604\n"]
  }
}
