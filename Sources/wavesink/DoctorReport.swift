// SPDX-License-Identifier: MIT
// Findings for programs. Main thread.

import Doctor
import FoundationEssentials

/// What `wavesink doctor --json` writes.
struct DoctorReport: Encodable {
  /// The version of this program.
  let version: String
  let findings: [Finding]

  /// One object, names in order.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
