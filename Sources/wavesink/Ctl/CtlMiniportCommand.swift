// SPDX-License-Identifier: MIT
// wavesink ctl miniport. Main thread.

public import ArgumentParser
import Control
public import Racks

/// Says what plays a channel group.
struct CtlMiniportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "miniport", abstract: "Set what plays a channel group, or show it.",
    discussion: """
      Each group is played by the synthesizer until another miniport takes its place: uart sends its messages out by a MIDI output of \
      its own, midi_out_1 and on; an LV2 instrument is named by its URI, which wavesink plugins lists, and runs in \
      a process of its own, whose end ends nothing else: it is then started anew. With --mode sandbox a synthesizer of the group's own runs \
      so too, with the same banks. Those that name the same --sandbox share a process and its fate. Who has played the group gets the ends of its notes and sounds out; the other groups sound on.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("The group, from 1.", valueName: "group"))
  var group: Int

  @Argument(help: ArgumentHelp("synthesizer, uart, or the URI of an LV2 instrument.", valueName: "miniport"))
  var miniport: String?

  @Option(
    help: ArgumentHelp(
      "Where a plug-in or a synthesizer runs: sandbox, pipelined (a sandbox that is a period late and never waited for), or in-process.",
      valueName: "kind"))
  var mode: PluginMode?

  @Option(help: ArgumentHelp("The sandbox that it shares with all that name the same.", valueName: "name"))
  var sandbox: String?

  @Flag(help: "What plays it as JSON. Fields may be added, and are never renamed.")
  var json = false

  /// What --json shows.
  private struct Shown: Encodable {
    let miniport: String
    let running: MiniportReport?
  }

  func run() throws {
    let number = OSCValue.int32(Int32(clamping: group))
    guard let miniport else {
      let text = try target.text(OSCMessage("/wavesink/miniport", number))
      guard json else { return try Console.show(text + "\n") }
      let all: [MiniportReport] = try CtlJSON.read(target.ask(OSCMessage("/wavesink/miniports")))
      return try CtlJSON.show(Shown(miniport: text, running: all.first { $0.group == group }))
    }
    // Who names a sandbox wants one.
    let words = [(mode ?? (sandbox == nil ? nil : .sandbox))?.rawValue, sandbox].compactMap { $0 }
    _ = try target.askPatiently(
      OSCMessage("/wavesink/miniport", [number, .string(miniport)] + words.map { .string($0) }))
  }
}

extension PluginMode: ExpressibleByArgument {}
