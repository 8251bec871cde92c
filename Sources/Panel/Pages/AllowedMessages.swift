// SPDX-License-Identifier: MIT
// What a page may ask for: the whole list. Control threads.

internal import Control

/// Which messages are passed on. What is not in the list is refused, so that a message that the control server learns one day is
/// none of a page's until somebody has thought about it: not the end of the program, not a client of its own, no file of the
/// machine's but those that the panel itself has named.
enum AllowedMessages {
  private static let paths: Set<String> = [
    "ping", "stats", "channels", "banks", "programs", "capabilities", "doctor", "connections", "meters", "keys",
    "cancel", "unload", "note", "program", "control", "midi", "panic", "mute", "solo",
    "volume", "boost", "reverb", "priority", "groups", "groupname", "outputs",
    "miniport", "thru", "plugins", "presets", "connect", "disconnect", "favourites",
  ]

  /// The message as it is passed on; throws a sentence where it is none for a page. `isKnownBank`: of a path, whether the panel has named it.
  static func passed(_ message: OSCMessage, isKnownBank: (String) -> Bool) throws(Refusal) -> OSCMessage {
    guard message.path == "/wavesink/strip" else {
      try check(message, isKnownBank: isKnownBank)
      return message
    }
    guard message.arguments.count > 1, message.arguments[1] != .string("remove") else { return message }
    guard message.arguments.count == 2, case .string(let text) = message.arguments[1],
      let wish = StripWish.cleaned(text)
    else {
      throw Refusal(403, "a page may say of a strip its effects by URI and mode, its level and its sends, as JSON")
    }
    return OSCMessage(message.path, message.arguments[0], .string(wish))
  }

  private static func check(_ message: OSCMessage, isKnownBank: (String) -> Bool) throws(Refusal) {
    guard message.path.hasPrefix("/wavesink/") else { throw unknown(message) }
    let name = String(message.path.dropFirst("/wavesink/".count))
    switch name {
    case "download": try checkBank(message, argument: 0, isKnownBank)
    case "replace": try checkBank(message, argument: 1, isKnownBank)
    case "session": try checkSession(message)
    case "parameter": try checkParameter(message)
    default: guard paths.contains(name) else { throw unknown(message) }
    }
  }

  private static func unknown(_ message: OSCMessage) -> Refusal {
    Refusal(403, "a page may not send \(message.path.prefix(100))")
  }

  private static func checkBank(_ message: OSCMessage, argument: Int, _ isKnownBank: (String) -> Bool) throws(Refusal) {
    guard message.arguments.indices.contains(argument), case .string(let path) = message.arguments[argument],
      isKnownBank(path)
    else { throw Refusal(403, "a page may bring in only what is in the known folders, or was dropped on it") }
  }

  /// The client's own rack file, and no other.
  private static func checkSession(_ message: OSCMessage) throws(Refusal) {
    guard message.arguments.isEmpty || [[.string("save")], [.string("load")]].contains(message.arguments) else {
      throw Refusal(403, "a page may save and load the client's own rack file alone")
    }
  }

  /// A property of a plug-in may be a file.
  private static func checkParameter(_ message: OSCMessage) throws(Refusal) {
    guard message.arguments.count == 3, case .string(let value) = message.arguments[2] else { return }
    guard !value.contains("/") else { throw Refusal(403, "a page may not name files of this machine to a plug-in") }
  }
}
