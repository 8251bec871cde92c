// SPDX-License-Identifier: MIT
// What a download comes to, for people. Main thread.

import Synthesis

extension Download {
  /// Warnings of one bank that are shown one by one: a large bank may have hundreds of the same kind.
  private static let shownWarnings = 5

  /// Says what is odd about a bank that plays; throws for one that does not. `isLive`: a page fault would be heard.
  func report(isLive: Bool) throws(CommandFailure) {
    switch outcome {
    case .failed(let sentence): throw .badInput(source.name, sentence)
    case .playing(let report):
      for warning in report.warnings.prefix(Download.shownWarnings) {
        Console.warningOnce("\(source.name): \(warning)")
      }
      let others = report.warnings.count - Download.shownWarnings
      if others > 0 {
        Console.warningOnce("\(source.name): and \(others) more warnings, which wavesink inspect shows")
      }
      if isLive, !report.isLocked {
        let size = report.sampleByteCount >> 10
        Console.warning("\(source.name): its \(size) kB of samples could not be locked in memory (see ulimit -l)")
      }
    case nil: break
    }
  }
}
