// SPDX-License-Identifier: MIT
// Presets of plug-ins in the real program, and how their miniports are. The test's thread.

import Control
import Foundation
import LV2
import Testing

@Suite(.serialized) struct PresetTests {
  private static let synth = "http://drobilla.net/plugins/mda/JX10"
  private static let leslie = "http://drobilla.net/plugins/mda/Leslie"
  private static let zyn = "http://zynaddsubfx.sourceforge.net"
  private static let hasZyn = FileManager.default.fileExists(atPath: "/usr/lib/lv2/ZynAddSubFX.lv2presets")

  private static func read<Value: Decodable>(_ controlled: ControlledStage, _ arguments: [String]) throws -> Value {
    let answer = try controlled.run(["ctl"] + arguments + ["--json"])
    return try JSONDecoder().decode(Value.self, from: Data(answer.output.utf8))
  }

  private static func controls(_ controlled: ControlledStage, _ plugin: String) throws -> [String: Float] {
    let all: [ParameterReport] = try read(controlled, ["parameter", plugin])
    return Dictionary(uniqueKeysWithValues: all.filter { !$0.isOutput }.map { ($0.symbol, $0.value) })
  }

  private static func miniports(_ controlled: ControlledStage) throws -> [MiniportReport] {
    guard case .string(let text)? = try controlled.client.ask(OSCMessage("/wavesink/miniports")).first else {
      return []
    }
    return try JSONDecoder().decode([MiniportReport].self, from: Data(text.utf8))
  }

  @Test(arguments: ["in-process", "sandbox"])
  func `a preset that sets controls sets them at once, and the plug-in plays on`(mode: String) throws {
    let controlled = try ControlledStage(bank: .tone)
    #expect(try controlled.ctl("groups", "2").status == 0)
    #expect(try controlled.run(["ctl", "miniport", "2", Self.synth, "--mode", mode]).status == 0)
    let presets: [PluginPreset] = try Self.read(controlled, ["presets", "2"])
    #expect(presets.count > 40 && presets == presets.sorted { ($0.name, $0.uri) < ($1.name, $1.uri) })
    let first = try Self.controls(controlled, "2")
    let processes = Self.sandboxes(of: controlled.stage.program.processIdentifier)
    #expect(processes.isEmpty == (mode == "in-process"))
    #expect(try controlled.ctl("presets", "2", presets[5].name).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.controls(controlled, "2")) != first })
    usleep(100_000)
    let fifth = try Self.controls(controlled, "2")
    #expect(try controlled.ctl("presets", "2", presets[6].uri).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.controls(controlled, "2")) != fifth })
    #expect(try controlled.ctl("presets", "2", presets[5].uri).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.controls(controlled, "2")) == fifth })
    #expect(Self.sandboxes(of: controlled.stage.program.processIdentifier) == processes)
    #expect(try controlled.ctl("presets", "2", "urn:nothing").status == 65)
    #expect(try controlled.ctl("presets", "1").status == 65, "no plug-in plays it")
    // A rack keeps what it has set.
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try controlled.ctl("save", path).status == 0)
    #expect(try controlled.ctl("presets", "2", presets[6].uri).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.controls(controlled, "2")) != fifth })
    #expect(try controlled.ctl("load", path).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.controls(controlled, "2")) == fifth })
  }

  @Test(arguments: ["in-process", "sandbox"])
  func `one of two effects of a kind is brought to a preset, and the other stays as it is`(mode: String) throws {
    let controlled = try ControlledStage(bank: .tone)
    let command = ["ctl", "strip", "1", "--inserts", Self.leslie, Self.leslie, "--mode", mode]
    #expect(try controlled.run(command).status == 0)
    let presets: [PluginPreset] = try Self.read(controlled, ["presets", "1/2"])
    let first = try Self.controls(controlled, "1/1")
    var changed = false
    for preset in presets {
      #expect(try controlled.ctl("presets", "1/2", preset.uri).status == 0)
      changed = changed || waitUntil(seconds: 1) { (try? Self.controls(controlled, "1/2")) != first }
    }
    #expect(changed && presets.count > 1)
    #expect(try Self.controls(controlled, "1/1") == first)
  }

  @Test(.enabled(if: hasZyn, "zynaddsubfx-lv2 is not installed"), arguments: ["in-process", "sandbox"])
  func `a preset with a state has the plug-in begin anew with it, as often as somebody asks`(mode: String) throws {
    let controlled = try ControlledStage(bank: .tone)
    #expect(try controlled.ctl("groups", "2").status == 0)
    #expect(try controlled.run(["ctl", "miniport", "2", Self.zyn, "--mode", mode]).status == 0)
    let presets: [PluginPreset] = try Self.read(controlled, ["presets", "2"])
    #expect(presets.count > 100)
    let preset = try #require(presets.first)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for _ in 0..<2 {
      let before = Self.sandboxes(of: controlled.stage.program.processIdentifier)
      #expect(try controlled.ctl("presets", "2", preset.uri).status == 0)
      let after = Self.sandboxes(of: controlled.stage.program.processIdentifier)
      #expect((after != before) == (mode == "sandbox"), "\(before), \(after)")
    }
    #expect(try Self.miniports(controlled).last?.state == "playing")
    #expect(try controlled.ctl("miniport", "2").output == Self.zyn + "\n")
    #expect(try controlled.ctl("save", path).status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("preset: \"\(preset.uri)\"") && text.contains("mode: \(mode)"))
  }

  @Test func `miniports are told with name, mode, latency and restarts, and one that is gone with the reason`() throws {
    let controlled = try ControlledStage(bank: .tone, hasEffects: true)
    #expect(try controlled.ctl("groups", "3").status == 0)
    #expect(try controlled.run(["ctl", "miniport", "2", Self.synth, "--mode", "pipelined"]).status == 0)
    #expect(try controlled.ctl("miniport", "3", "uart").status == 0)
    let all = try Self.miniports(controlled)
    #expect(all.map(\.name) == ["Synthesizer", "MDA JX10", "MIDI output"])
    #expect(
      all.map(\.mode) == ["in-process", "pipelined", nil] && all.map(\.state) == ["playing", "playing", "playing"])
    #expect(all.map(\.latencyFrames) == [72, 256, 0])
    #expect(all.map(\.restarts) == [0, 0, 0])
    for process in Self.sandboxes(of: controlled.stage.program.processIdentifier) { kill(process, SIGKILL) }
    #expect(waitUntil(seconds: 5) { (try? Self.miniports(controlled))?[1].restarts == 1 })
    #expect(waitUntil(seconds: 5) { (try? Self.miniports(controlled))?[1].state == "playing" })
    #expect(try controlled.run(["ctl", "strip", "master", "--inserts", Self.leslie]).status == 0)
    let strip: StripReport = try Self.read(controlled, ["strip", "master"])
    #expect(strip.inserts.map { $0.running?.name } == ["MDA Leslie"])
    #expect(strip.inserts.map { $0.running?.state } == ["playing"])
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rack = "wavesink-rack: 1\ngroups:\n- {}\nmaster:\n  inserts:\n  - {lv2: \"urn:nobody\"}\n"
    try Data(rack.utf8).write(to: URL(fileURLWithPath: path))
    #expect(try controlled.ctl("load", path).status == 0)
    let gone: StripReport = try Self.read(controlled, ["strip", "master"])
    #expect(gone.inserts.map { $0.running?.state } == ["failed"])
    #expect(gone.inserts.first?.running?.reason?.contains("urn:nobody") == true)
  }

  /// Processes that the program has started.
  private static func sandboxes(of program: pid_t) -> [pid_t] {
    let tasks = (try? String(contentsOfFile: "/proc/\(program)/task/\(program)/children", encoding: .utf8)) ?? ""
    return tasks.split(separator: " ").compactMap { pid_t($0) }
  }

  @Test func `controls are told with units, kinds and named values`() throws {
    let controlled = try ControlledStage(bank: .tone)
    let amplifier = "http://lv2plug.in/plugins/eg-amp"
    #expect(try controlled.run(["ctl", "strip", "1", "--inserts", Self.leslie, amplifier]).status == 0)
    let all: [ParameterReport] = try Self.read(controlled, ["parameter", "1/1"])
    let mode = try #require(all.first { $0.scalePoints != nil }, "\(all.map(\.symbol))")
    #expect((mode.scalePoints?.count ?? 0) > 1 && mode.scalePoints?.allSatisfy { !$0.label.isEmpty } == true)
    #expect(mode.isInteger == true)
    let gain: [ParameterReport] = try Self.read(controlled, ["parameter", "1/2"])
    #expect(gain.map(\.unit) == ["dB"] && gain.map(\.isInteger) == [false])
    // Page by page it is the same.
    guard
      case .string(let rest)? = try controlled.client.ask(
        OSCMessage("/wavesink/parameter", .string("1/1"), .int32(Int32(all.count - 1)))
      ).first
    else { throw JackServer.Failure(description: "there is no rest") }
    let last = try JSONDecoder().decode([ParameterReport].self, from: Data(rest.utf8))
    #expect(last.map(\.symbol) == all.suffix(1).map(\.symbol))
  }
}
