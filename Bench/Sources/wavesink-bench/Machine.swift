// SPDX-License-Identifier: MIT
// What the numbers were measured on.

import Foundation

/// What the numbers were measured on.
struct Machine: Encodable {
  let processor: String
  let coreCount: Int
  let kernel: String
  let system: String

  init() {
    processor = Machine.field("model name", of: "/proc/cpuinfo", separator: ":") ?? "unknown processor"
    coreCount = ProcessInfo.processInfo.activeProcessorCount
    kernel = (Machine.text("/proc/sys/kernel/osrelease") ?? "unknown").trimmingCharacters(in: .whitespacesAndNewlines)
    system = (Machine.field("PRETTY_NAME", of: "/etc/os-release", separator: "=") ?? "unknown system")
      .trimmingCharacters(in: CharacterSet(charactersIn: "\""))
  }

  /// One line for people.
  var text: String { "\(processor), \(coreCount) cores, Linux \(kernel), \(system)" }

  private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  private static func field(_ name: String, of path: String, separator: Character) -> String? {
    let line = text(path)?.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: separator, maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
