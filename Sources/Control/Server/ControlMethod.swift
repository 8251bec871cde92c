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

  /// Whether a message is one that is answered when something has come to its end.
  static func isLasting(_ message: OSCMessage) -> Bool {
    leastArguments[message.path].map { message.arguments.count >= $0 } ?? false
  }

  /// Those that are, from so many arguments on: with fewer they tell something at once.
  private static let leastArguments = [
    "/wavesink/download": 1, "/wavesink/replace": 2, "/wavesink/unload": 1, "/wavesink/groups": 1,
    "/wavesink/outputs": 1, "/wavesink/miniport": 2, "/wavesink/strip": 2, "/wavesink/plugins": 1,
    "/wavesink/presets": 1, "/wavesink/doctor": 0, "/wavesink/connections": 0, "/wavesink/connect": 2,
    "/wavesink/disconnect": 2, "/wavesink/save": 1, "/wavesink/load": 1, "/wavesink/session": 1,
  ]

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
}
