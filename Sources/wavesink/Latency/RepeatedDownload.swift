// SPDX-License-Identifier: MIT
// A bank a second, to see whether anybody hears it. Main thread.

import Latency

/// Brings the same bank into a running Wavesink again and again, each time as a new one.
struct RepeatedDownload {
  /// The name of the client.
  static let client = "wavesink_latency"
  private let command: String
  private var last = ContinuousClock.now
  private var process: ChildProcess?
  /// Banks that came in.
  private(set) var count = 0

  /// `program`: quoted for a shell.
  init(program: String, bank: String) {
    command = "exec \(program) ctl download --name \(RepeatedDownload.client) \(bank)"
  }

  /// Called often; starts a download where a second has passed and the last one is over.
  mutating func turn() {
    if let status = process?.exitStatus {
      if status == 0 { count += 1 }
      process = nil
    }
    guard process == nil, ContinuousClock.now - last >= .seconds(1) else { return }
    last = .now
    process = try? ChildProcess(command)
  }
}
