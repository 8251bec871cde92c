// SPDX-License-Identifier: MIT
// Banks that come in, to see whether anybody hears it. Main thread.

import Latency

/// Brings the same bank into a running Wavesink again and again, each time as a new one.
struct RepeatedDownload {
  private let command: String
  private let timesPerSecond: Int
  private var last = ContinuousClock.now
  private var process: ChildProcess?
  /// Banks that came in.
  private(set) var count = 0
  /// Those that did not.
  private(set) var failedCount = 0

  /// `program`: quoted for a shell.
  init(program: String, bank: String, timesPerSecond: Int) {
    command = "exec \(program) ctl download --name \(OwnSynth.client) \(bank)"
    self.timesPerSecond = timesPerSecond
  }

  /// Called often; starts a download where one is due and the last one is over.
  mutating func turn() {
    if let status = process?.exitStatus {
      if status == 0 { count += 1 } else { failedCount += 1 }
      process = nil
    }
    guard timesPerSecond > 0, process == nil, ContinuousClock.now - last >= .seconds(1) / timesPerSecond else { return }
    last = .now
    process = try? ChildProcess(command)
    if process == nil { failedCount += 1 }
  }
}
