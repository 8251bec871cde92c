// SPDX-License-Identifier: MIT
// What wavesink ctl save and load do alike. Main thread.

import Control
import FoundationEssentials

/// What both commands do.
enum CtlRack {
  /// Asks, and waits however long the banks take.
  static func ask(_ target: CtlTarget, _ path: String, path file: String) throws(CommandFailure) -> RackReport {
    let values = try target.askPatiently(OSCMessage(path, .string(file)))
    guard case .string(let text)? = values.first,
      let report = try? JSONDecoder().decode(RackReport.self, from: Data(text.utf8))
    else { throw CommandFailure(status: .internalFault, sentence: "\(path): the reply is not understood") }
    return report
  }
}
