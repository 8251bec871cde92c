// SPDX-License-Identifier: MIT
// Findings for people. Main thread.

import Doctor

/// A line for each finding, one below it for what to do, and their numbers at the end.
struct DoctorPage {
  let findings: [Finding]

  var text: String {
    let titleWidth = findings.map(\.title.count).max() ?? 0
    let verdictWidth = Verdict.allCases.map(\.rawValue.count).max() ?? 0
    let indent = String(repeating: " ", count: verdictWidth + titleWidth + 4)
    let lines = findings.map { finding in
      let head = "\(padded(finding.verdict.rawValue, verdictWidth))  \(padded(finding.title, titleWidth))  "
      return "\(head)\(finding.found)\n" + (finding.advice.map { "\(indent)> \($0)\n" } ?? "")
    }
    return lines.joined() + "\n\(count(.good)) good, \(count(.attention)) for attention, \(count(.bad)) bad\n"
  }

  private func count(_ verdict: Verdict) -> Int { findings.count { $0.verdict == verdict } }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
