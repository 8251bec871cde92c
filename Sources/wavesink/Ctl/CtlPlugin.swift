// SPDX-License-Identifier: MIT
// Which plug-in a command of wavesink ctl is about. Main thread.

import ArgumentParser
import Control

/// A plug-in of the rack.
struct CtlPlugin: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Which one: the number of the group that it plays, or an insert, such as 2/1, hall/1 or master/2.",
      valueName: "plug-in"))
  var plugin: String

  /// As messages have it.
  var value: OSCValue { Int32(plugin).map { .int32($0) } ?? .string(plugin) }

  /// All that a path lists of it, page by page: a datagram does not hold them all.
  func list<Element: Decodable>(_ path: String, _ target: CtlTarget) throws(CommandFailure) -> [Element] {
    var all: [Element] = []
    while true {
      let page: [Element] = try CtlJSON.read(
        target.askPatiently(OSCMessage(path, value, .int32(Int32(clamping: all.count)))))
      if page.isEmpty { return all }
      all += page
    }
  }
}
