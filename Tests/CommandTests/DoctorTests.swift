// SPDX-License-Identifier: MIT
// wavesink doctor as people and programs see it.

import Foundation
import Testing

@Suite struct DoctorTests {
  /// What `--json` says of one finding.
  private struct Finding: Decodable {
    let name, title, verdict, found: String
    let advice: String?
  }
  private struct Report: Decodable {
    let version: String
    let findings: [Finding]
  }

  @Test func `findings have stable names, one of three verdicts, and advice where they are not good`() throws {
    let run = try Workplace().run("doctor", "--json", "--bank", "bank.dls")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output))
    #expect(
      report.findings.map(\.name) == [
        "realtime_priority", "memory_lock", "groups", "jack_library", "jack_server", "pipewire", "sound_card",
        "alsa_sequencer", "kernel_set", "cpu_governor", "cpu_boost", "sleep_states", "kernel", "realtime_throttling",
        "swappiness", "sandbox",
      ])
    for finding in report.findings {
      #expect(["good", "attention", "bad"].contains(finding.verdict))
      #expect(!finding.found.isEmpty && !finding.found.contains("\n"))
      #expect((finding.advice == nil) == (finding.verdict == "good"), "\(finding)")
    }
    let server = report.findings.first { $0.name == "jack_server" }
    #expect(server?.verdict != "good" && server?.found.contains("wavesink-no-such-server") == true)
  }

  @Test func `a page for people has a line for each finding and ends with their numbers`() throws {
    let run = try Workplace().run("doctor")
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("good ") || $0.hasPrefix("attention ") || $0.hasPrefix("bad ") }.count == 16)
    #expect(lines.last?.hasSuffix(" bad") == true && lines.last?.contains(" for attention, ") == true)
  }

  @Test func `a bank that cannot be read is a bad input file`() throws {
    let place = try Workplace()
    try place.folder.write([1, 2, 3], to: "bad.dls")
    expectFailure(try place.run("doctor", "--bank", "bad.dls"), status: 65)
  }
}
