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

  @OptionGroup var plugin: CtlPlugin

  @Argument(help: ArgumentHelp("The name or the URI of a preset.", valueName: "preset"))
  var preset: String?

  @Flag(help: "The presets as JSON. Fields may be added, and are never renamed.")
  var json = false

  private static let path = "/wavesink/presets"

  func run() throws {
    if let preset {
      _ = try target.askPatiently(OSCMessage(CtlPresetsCommand.path, plugin.value, .string(preset)))
      return
    }
    let all: [PluginPreset] = try plugin.list(CtlPresetsCommand.path, target)
    if json { return try CtlJSON.show(all) }
    for preset in all { try Console.show("\(preset.name)  \(preset.uri)\n") }
  }
}
