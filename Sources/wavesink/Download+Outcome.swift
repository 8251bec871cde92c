// SPDX-License-Identifier: MIT
// What a download comes to, for people. Main thread.

import Synthesis

extension Download {
  /// Says what is odd about a bank that plays; throws for one that does not. `isLive`: a page fault would be heard.
  func report(isLive: Bool) throws(CommandFailure) {
    switch outcome {
    case .failed(let sentence): throw .badInput(source.name, sentence)
    case .playing(let report):
      for warning in report.warnings { Console.warningOnce("\(source.name): \(warning)") }
      if isLive, !report.isLocked {
        let size = report.sampleByteCount >> 10
        Console.warning("\(source.name): its \(size) kB of samples could not be locked in memory (see ulimit -l)")
      }
    case nil: break
    }
  }
}
