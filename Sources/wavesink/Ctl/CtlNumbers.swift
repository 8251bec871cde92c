// SPDX-License-Identifier: MIT
// Numbers of a command line that set something, or ask for it. Main thread.

import Control

/// Numbers that may be negative, which would otherwise be taken for options.
enum CtlNumbers {
  /// As many numbers as there are names, or none where they are asked for.
  static func parse(_ words: [String], _ names: [String]) throws(CommandFailure) -> [Float] {
    let numbers = words.compactMap(Float.init)
    guard numbers.count == words.count, words.isEmpty || words.count == names.count else {
      let expected = names.count == 1 ? "one number" : "\(names.count) numbers"
      throw .usage("expected \(expected) (\(names.joined(separator: ", "))), found \(words.joined(separator: " "))")
    }
    return numbers
  }

  /// Sets what the message's path means, or shows it where there are no numbers. `isJSON`: as one object, a field for each name.
  static func setOrShow(
    _ path: String, _ words: [String], _ names: [String], _ target: CtlTarget, isJSON: Bool
  ) throws(CommandFailure) {
    let numbers = try parse(words, names)
    guard numbers.isEmpty else { return try target.tell(OSCMessage(path, numbers.map { .float($0) })) }
    let values = try target.ask(OSCMessage(path))
    var numbersByName: [String: Float] = [:]
    for (name, value) in zip(names, values) {
      guard case .float(let number) = value else { continue }
      let words = name.split { $0 == " " || $0 == "-" }
      let key = words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
      numbersByName[key] = number
      if !isJSON { try Console.show(names.count == 1 ? "\(number)\n" : "\(name)  \(number)\n") }
    }
    if isJSON { try CtlJSON.show(numbersByName) }
  }
}
