// SPDX-License-Identifier: MIT
// What a client of the control server can ask for. Control thread.

import Synthesis

/// One path, what it takes, and what it does.
struct ControlMethod: Sendable {
  let path: String
  /// Letters of the arguments' types, one text for each way in which they may be given.
  let types: [String]
  /// Names of the arguments, for people.
  let arguments: String
  /// What happens, for people.
  let summary: String
  /// From so many arguments on it is answered when something has come to its end; with fewer it tells something at once. Nil where
  /// it always does.
  var lastsFrom: Int?
  let answer: @Sendable (Studio, ControlRequest) throws(ControlFault) -> Answer

  /// What the sender is told.
  enum Answer: Sendable {
    /// `/reply` with these, at once.
    case values([OSCValue])
    /// The download's id at once, and how it ended when it has.
    case download(Download)
    /// How it ended when it has.
    case unload(Unload)
    /// What was done, as JSON, when it is.
    case rack(RackRequest)
    /// What there is then, when it is.
    case layout(LayoutRequest)
    /// What it comes to, when that is known.
    case later(LaterAnswer)
    /// Nothing: what plays music is not answered, only what is wrong with it.
    case nothing
  }

  /// Every path, in the order of the documentation.
  static let all =
    reading + mixing + banks + playing + properties + layout + routing + strips + plugins + connections + clients
    + racks + ending

  /// The method of a message whose arguments have the right types.
  static func method(for message: OSCMessage) throws(ControlFault) -> ControlMethod {
    guard let method = byPath[message.path] else {
      throw ControlFault(.unknownPath, "there is no path \(message.path)")
    }
    let types = message.types
    guard method.types.contains(types) else {
      let expected = method.types.map { $0.isEmpty ? "no arguments" : "\"\($0)\" (\(method.arguments))" }
      throw ControlFault(
        .wrongTypes,
        "\(message.path): expected \(expected.joined(separator: " or ")), found "
          + (types.isEmpty ? "no arguments" : "\"\(types)\""))
    }
    return method
  }

  /// Whether a message with so many arguments is answered when something has come to its end.
  func isLasting(_ argumentCount: Int) -> Bool { lastsFrom.map { argumentCount >= $0 } ?? false }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
}
