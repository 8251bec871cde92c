// SPDX-License-Identifier: MIT
// Priority, locked memory and groups: what the system grants, and what is to be done.

import Doctor
import Testing

struct RightsTests {
  static let groups = "root:x:0:\naudio:x:29:pulse,bob\nrealtime:x:998:\nbroken line\n:x:5:\n"
  static let limits = """
    # Provided by the jackd package.
    @audio   -  rtprio     95   # as high as it gets
    @audio   -  memlock    unlimited
    """

  @Test func `a thread that gets real time is good, whatever the limit`() throws {
    let system = try MadeUpSystem()
    system.rights.realtimePriority = .init(soft: 0, hard: 0)
    #expect(system.finding("realtime_priority")?.verdict == .good)
    system.rights.refusal = 1
    let finding = try #require(system.finding("realtime_priority"))
    #expect(finding.verdict == .bad)
    #expect(finding.values["granted"] == .truth(false) && finding.values["soft"] == .number(0))
  }

  /// Who asks, which rules there are, and what the advice says.
  @Test(
    arguments: [
      ("ada", [1000], limits, "sudo usermod -aG audio ada"),
      ("bob", [1000], limits, "audio.conf grants it already: log out and in again"),
      ("ada", [1000], "", "write \"@audio - rtprio 95\" into /etc/security/limits.d/audio.conf"),
      (
        "ada", [1000], "@nobody - rtprio 95\n@audio - rtprio 5\n@audio hard rtprio 95\nada - nofile 9", "write \"@audio"
      ),
      ("ada", [1000], "@audio - rtprio 95\nada - rtprio 20", "grants it already"),
      ("ada", [29], "@audio - rtprio 5\n@audio - rtprio 95", "grants it already"),
      ("ada", [1000], "ada - rtprio 95\nada - rtprio 5", "write \"@audio"),
      ("ada", [1000], "* soft rtprio 99", "grants it already"),
      ("ada", [1000], "ada - rtprio 0\n@realtime - rtprio 98", "sudo usermod -aG realtime ada"),
      ("ada", [29], "ada - rtprio 0\n@audio - rtprio 98", "write \"@audio"),
    ] as [(String, Set<UInt32>, String, String)])
  func `advice names the group, the file or the session`(
    name: String, groupNumbers: Set<UInt32>, limits: String, advice: String
  ) throws {
    let system = try MadeUpSystem(["/etc/group": Self.groups, "/etc/security/limits.d/audio.conf": limits])
    system.account = Account(name: name, number: 1000, groupNumbers: groupNumbers)
    system.rights.realtimePriority = .init(soft: 0, hard: 0)
    system.rights.refusal = 1
    let text = try #require(system.finding("realtime_priority")?.advice)
    #expect(text.contains(advice), "\(text)")
  }

  @Test func `a limit that only this shell has, and a refusal despite the limit, have advice of their own`() throws {
    let system = try MadeUpSystem()
    system.rights.refusal = 1
    #expect(system.finding("realtime_priority")?.advice?.contains("control group") == true)
    system.rights.realtimePriority = .init(soft: 0, hard: 70)
    #expect(system.finding("realtime_priority")?.advice?.contains("ulimit -r 70") == true)
  }

  /// Megabytes of the limits and of the banks, whether these were locked, and the verdict. JACK takes 103.
  @Test(
    arguments: [
      (nil, nil, 8, true, .good), (200, 200, 8, true, .good), (64, 64, 8, true, .attention), (64, 64, 100, false, .bad),
      (110, 110, 8, true, .attention), (111, 111, 8, true, .good),
    ] as [(Int?, Int?, Int, Bool, Verdict)])
  func `locked memory is held against what banks and JACK need`(
    soft: Int?, hard: Int?, banks: Int, isLocked: Bool, verdict: Verdict
  ) throws {
    let system = try MadeUpSystem()
    system.rights.lockedMemory = .init(soft: soft.map { $0 << 20 }, hard: hard.map { $0 << 20 })
    system.need = MemoryNeed(byteCount: banks << 20, isLocked: isLocked)
    let finding = try #require(system.finding("memory_lock"))
    #expect(finding.verdict == verdict, "\(finding)")
    #expect((finding.advice == nil) == (verdict == .good))
    #expect(finding.values["bankBytes"] == .number(Double(banks << 20)))
    system.rights.mayLockAnything = true
    #expect(system.finding("memory_lock")?.verdict == .good)
  }

  @Test func `what a shell may raise itself it is told to, and PipeWire shares nothing to lock`() throws {
    let maps =
      "7f00-7f01 r-xp 00000000 fe:00 1  /usr/lib/libjack.so.0.3.6\n7f02 r 0 0 0 /usr/lib/libpipewire-0.3.so.0\n"
    let system = try MadeUpSystem(["/proc/self/maps": maps])
    system.rights.lockedMemory = .init(soft: 1 << 20, hard: nil)
    system.need.isLocked = false
    #expect(system.finding("memory_lock")?.advice?.contains("ulimit -l 8192 ") == true)
    system.rights.lockedMemory = .init(soft: 8 << 20, hard: 8 << 20)
    system.need.isLocked = true
    #expect(system.finding("memory_lock")?.verdict == .good)
  }

  @Test(
    arguments: [
      (1000, [1000, 29], limits, .good, "limits.d/audio.conf names audio"),
      (1000, [1000], limits, .attention, "no group"),
      (0, [0], "", .good, "root"), (1000, [1000], "ada - rtprio 90", .good, "without a group"),
      (1000, [1000, 29], "", .attention, "ada is in audio (of audio, realtime)"),
    ] as [(UInt32, Set<UInt32>, String, Verdict, String)])
  func `groups are held against the limits that they bring`(
    number: UInt32, groupNumbers: Set<UInt32>, limits: String, verdict: Verdict, words: String
  ) throws {
    let system = try MadeUpSystem(["/etc/group": Self.groups, "/etc/security/limits.d/audio.conf": limits])
    system.account = Account(name: "ada", number: number, groupNumbers: groupNumbers)
    let finding = try #require(system.finding("groups"))
    #expect(finding.verdict == verdict && finding.found.contains(words), "\(finding)")
  }

  @Test func `a member whose session is older than that is told to log in again`() throws {
    let system = try MadeUpSystem(["/etc/group": Self.groups, "/etc/security/limits.conf": Self.limits])
    system.account = Account(name: "bob", number: 1001, groupNumbers: [1001])
    #expect(system.finding("groups")?.verdict == .attention)
    #expect(system.finding("groups")?.advice == "log out and in again")
  }

  @Test func `the limits of a process are read as the kernel writes them`() throws {
    let system = try MadeUpSystem([
      "/proc/self/limits": """
      Limit                     Soft Limit           Hard Limit           Units
      Max locked memory         8388608              unlimited            bytes
      Max realtime priority     7                    95
      """,
      "/proc/self/status": "Name:\twavesink\nCapEff:\t0000000000004000\n",
    ])
    let rights = ProcessRights.current(system.files)
    #expect(rights.lockedMemory == .init(soft: 8_388_608, hard: nil))
    #expect(rights.realtimePriority == .init(soft: 7, hard: 95))
    #expect(rights.mayLockAnything)
  }
}
