// SPDX-License-Identifier: MIT
// wavesink ctl presets. Main thread.

import ArgumentParser
import Control
import LV2

/// Presets of a plug-in.
struct CtlPresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets", abstract: "List the presets of a plug-in, or bring it to one.",
    discussion: """
      One that sets controls alone sets them at once. With one that has more than that the plug-in begins anew, and who has played sounds out.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(
    help: ArgumentHelp(
      "Which one: the number of the group that it plays, or an insert, such as 2/1, hall/1 or master/2.",
      valueName: "plug-in"))
  var plugin: String

  @Argument(help: ArgumentHelp("The name or the URI of a preset.", valueName: "preset"))
  var preset: String?

  @Flag(help: "The presets as JSON. Fields may be added, and are never renamed.")
  var json = false

  private static let path = "/wavesink/presets"

  func run() throws {
    let address = Int32(plugin).map { OSCValue.int32($0) } ?? .string(plugin)
    if let preset {
      _ = try target.askPatiently(OSCMessage(CtlPresetsCommand.path, address, .string(preset)))
      return
    }
    let all = try presets(address)
    if json { return try CtlJSON.show(all) }
    for preset in all { try Console.show("\(preset.name)  \(preset.uri)\n") }
  }

  /// Page by page: a datagram does not hold them all.
  private func presets(_ plugin: OSCValue) throws(CommandFailure) -> [PluginPreset] {
    var all: [PluginPreset] = []
    while true {
      let page: [PluginPreset] = try CtlJSON.read(
        target.askPatiently(OSCMessage(CtlPresetsCommand.path, plugin, .int32(Int32(clamping: all.count)))))
      if page.isEmpty { return all }
      all += page
    }
  }
}
