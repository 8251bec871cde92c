// SPDX-License-Identifier: MIT
// Other programs that tests ask. Any thread.

import Foundation

/// Programs that may be installed.
enum PeerProgram {
  /// Where a program is; nil where it is not installed.
  static func path(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
