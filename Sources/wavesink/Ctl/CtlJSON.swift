// SPDX-License-Identifier: MIT
// What ctl shows to programs. Main thread.

import Control
import FoundationEssentials

/// One JSON object on one line, its fields in the order of the alphabet.
enum CtlJSON {
  /// What a client has replied with.
  static func read<Value: Decodable>(_ values: [OSCValue]) throws(CommandFailure) -> Value {
    guard case .string(let text)? = values.first,
      let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    else { throw CommandFailure(status: .internalFault, sentence: "the client's reply is not understood") }
    return value
  }

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
