// SPDX-License-Identifier: MIT
// What ctl shows to programs. Main thread.

import FoundationEssentials

/// One JSON object on one line, its fields in the order of the alphabet.
enum CtlJSON {
  /// Writes it to standard output.
  static func show(_ value: some Encodable) throws(CommandFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      throw CommandFailure(status: .internalFault, sentence: "a value has no JSON form")
    }
    try Console.show(String(decoding: data, as: UTF8.self) + "\n")
  }
}
