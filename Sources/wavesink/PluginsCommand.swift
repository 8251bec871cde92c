// SPDX-License-Identifier: MIT
// wavesink plugins: what is installed, and what can be hosted. Main thread.

import ArgumentParser
import LV2

/// Lists LV2 plug-ins.
struct PluginsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins", abstract: "List the LV2 plug-ins that are installed, and whether they can be hosted.",
    discussion: """
      They are found where LV2 looks for them: in the folders of LV2_PATH, or in the usual ones. Their data are read; nothing of them is \
      started. What was read is kept in $XDG_CACHE_HOME/wavesink, or ~/.cache/wavesink, until something of any of them changes.
      """)

  @Argument(help: ArgumentHelp("Only those whose name, kind or URI has this in it.", valueName: "word"))
  var word: String?

  @Flag(help: "All that is known of them as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let all = PluginLibrary(cache: .ofUser).descriptions
    let shown = all.filter { plugin in
      guard let word = word?.lowercased() else { return true }
      return [plugin.name, plugin.kind, plugin.uri].contains { $0.lowercased().contains(word) }
    }
    if json { return try CtlJSON.show(shown) }
    for plugin in shown {
      let use = plugin.isInstrument ? "instrument" : plugin.isEffect ? "effect" : "other"
      try Console.show("\(plugin.uri)\n  \(plugin.name) (\(plugin.kind.isEmpty ? use : plugin.kind), \(use))\n")
      for obstacle in plugin.obstacles { try Console.show("  cannot be hosted: \(obstacle)\n") }
    }
    let hostable = shown.count { $0.isHostable }
    try Console.show("\(shown.count) plug-ins, \(hostable) of them can be hosted\n")
  }
}
