// SPDX-License-Identifier: MIT
// wavesink ctl strip. Main thread.

import ArgumentParser
import Control
import FoundationEssentials
import Racks

/// Says what the sound of a group, of a bus or of everything goes through.
struct CtlStripCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strip", abstract: "Set the effects, the level and the sends of a strip, or show them.",
    discussion: """
      A strip is a group, by its number; a bus, by its name; or master, what leaves by the first pair of outputs. Effects are LV2 plug-ins by \
      their URIs, which wavesink plugins lists, and run in processes of their own; those that stay play on, others come and go without a step. A bus is there \
      from the first command about it on, and comes out where reverb and chorus do. Controls of effects: wavesink ctl parameter 2/1.

      wavesink ctl strip 2 --inserts urn:eq urn:chorus    group 2 goes through two effects
      wavesink ctl strip hall --inserts urn:reverb        a bus
      wavesink ctl strip 2 --send hall=-12                group 2 sends to it
      wavesink ctl strip hall --level -3
      wavesink ctl strip 2 --send hall=off
      wavesink ctl strip hall --remove
      """)

  @OptionGroup var target: CtlTarget

  @Argument(help: ArgumentHelp("Which one: a group's number, the name of a bus, or master.", valueName: "strip"))
  var strip: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Its effects by their URIs, in their order; none for none.", valueName: "plug-in"))
  var inserts: [String] = []

  @Option(help: ArgumentHelp("Where these run: sandbox, pipelined or in-process.", valueName: "kind"))
  var mode: PluginMode?

  @Option(parsing: .unconditional, help: ArgumentHelp("Its level in dB, −96 to 12.", valueName: "dB"))
  var level: Double?

  @Option(help: ArgumentHelp("What a group sends to a bus, in dB, or off.", valueName: "bus=dB"))
  var send: [String] = []

  @Flag(help: "Ends a bus, or lets a group or the master have nothing.")
  var remove = false

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let path = "/wavesink/strip"
    let isChange = !inserts.isEmpty || level != nil || !send.isEmpty
    guard strip != nil || !(isChange || remove) else { throw ValidationError("which strip? name it first") }
    guard mode == nil || !inserts.isEmpty else {
      throw ValidationError("--mode is that of --inserts, which are missing")
    }
    guard !(isChange && remove) else { throw ValidationError("--remove comes alone") }
    if let strip, remove { return try set(strip, "remove") }
    if let strip, let wanted = try wanted() { return try set(strip, wanted) }
    let question = strip.map { OSCMessage(path, .string($0)) } ?? OSCMessage(path)
    let text = try target.text(question)
    if json { return try Console.show(text + "\n") }
    let all = strip == nil ? text : "[\(text)]"
    guard let strips = try? JSONDecoder().decode([StripReport].self, from: Data(all.utf8)) else {
      throw CommandFailure(status: .internalFault, sentence: "\(path): the reply is not understood")
    }
    for strip in strips {
      let sends = strip.sends.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) dB" }
      let words = strip.inserts.map(\.lv2) + ["\(strip.level) dB"] + sends.map { "to " + $0 }
      try Console.show("\(strip.strip)  \(words.joined(separator: ", "))\n")
    }
  }

  private func set(_ strip: String, _ what: String) throws {
    _ = try target.askPatiently(OSCMessage("/wavesink/strip", .string(strip), .string(what)))
  }

  /// What is said, as `/wavesink/strip` wants it.
  private struct Wanted: Encodable {
    struct Insert: Encodable {
      let lv2: String
      let mode: String?
    }

    let inserts: [Insert]?
    let level: Double?
    let sends: [String: Double]?
  }

  /// Nil where nothing is said.
  private func wanted() throws -> String? {
    guard !inserts.isEmpty || level != nil || !send.isEmpty else { return nil }
    let effects = inserts == ["none"] ? [] : inserts.map { Wanted.Insert(lv2: $0, mode: mode?.rawValue) }
    let sends = Dictionary(try send.map(CtlStripCommand.send), uniquingKeysWith: { $1 })
    let wanted = Wanted(
      inserts: inserts.isEmpty ? nil : effects, level: level, sends: sends.isEmpty ? nil : sends)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(wanted), as: UTF8.self)
  }

  /// `hall=-12` as bus and dB.
  private static func send(_ word: String) throws -> (String, Double) {
    let parts = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let level = parts[1] == "off" ? StripChoice.levels.lowerBound : Double(parts[1]) else {
      throw ValidationError("expected a bus and its level in dB, such as hall=-12, or hall=off; found \(word)")
    }
    return (parts[0], level)
  }
}
