// SPDX-License-Identifier: MIT
// Processor time of the threads of other programs, as the kernel counts it.

import Foundation

/// Nanoseconds that each thread of a program and of the programs that it has started has run.
struct ThreadTimes {
  private var nanoseconds: [String: UInt64] = [:]
  /// Those threads of them that are the program's own.
  private var own: [String] = []

  /// As it is now.
  init(of process: Int32) {
    var processes = [String(process)]
    while let next = processes.popLast() {
      for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(next)/task")) ?? [] {
        let folder = "/proc/\(next)/task/\(thread)"
        if next == String(process) { own.append(thread) }
        nanoseconds[thread] = ThreadTimes.text(folder + "/schedstat").split(separator: " ").first.flatMap { UInt64($0) }
        processes += ThreadTimes.text(folder + "/children").split(separator: " ").map(String.init)
      }
    }
  }

  /// What was added since an earlier look: by the busiest thread of the program itself, which is its audio thread, and by all.
  func since(_ earlier: ThreadTimes) -> (busiest: UInt64, all: UInt64) {
    let grown = nanoseconds.map { ($0.key, $0.value &- (earlier.nanoseconds[$0.key] ?? 0)) }
    let its = grown.filter { own.contains($0.0) }.map(\.1)
    return (its.max() ?? 0, grown.map(\.1).reduce(0, &+))
  }

  private static func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
