// SPDX-License-Identifier: MIT
// Plug-ins of Debian's packages in the real program. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct PluginTests {
  private static let synth = "http://drobilla.net/plugins/mda/JX10"
  private static let piano = "http://drobilla.net/plugins/mda/EPiano"

  /// A client of two groups with an output each, the second of which a plug-in plays.
  private static func stage(_ uri: String = synth, mode: String = "in-process") throws -> ControlledStage {
    let controlled = try ControlledStage(bank: .tone)
    #expect(try controlled.ctl("groups", "2").status == 0)
    #expect(try controlled.ctl("outputs", "groups").status == 0)
    #expect(try controlled.run(["ctl", "miniport", "2", uri, "--mode", mode]).status == 0)
    #expect(try controlled.ctl("miniport", "2").output == uri + "\n")
    return controlled
  }

  private static func value(_ symbol: String, _ controlled: ControlledStage) throws -> Float? {
    let question = OSCMessage("/wavesink/parameter", .int32(2), .string(symbol))
    guard case .float(let value)? = try controlled.client.ask(question).first else { return nil }
    return value
  }

  private static let outputs = (left: "wavesink:group_2_left", right: "wavesink:group_2_right")

  @Test func `an instrument plays its group at the frames of its events, and the synthesizer the other`() throws {
    let controlled = try Self.stage(Self.piano)
    let server = controlled.stage.server
    // One note each half second, on the second group alone.
    let messages = (0..<3).flatMap { note in
      [([0x90, 60, 127] as [UInt8], 24_007 * note), ([0x80, 60, 0] as [UInt8], 24_007 * note + 4000)]
    }
    // The source comes back with the connection that it had when the bank was waited for.
    #expect(try controlled.ctl("thru", "1", "none").status == 0)
    let trial = try Trial.run(
      on: server, to: "wavesink:midi_in_2", from: Self.outputs,
      messages: messages.map { (bytes: $0.0, offset: $0.1) }, tailFrames: 4000)
    let onsets = trial.recording.onsets(threshold: 1e-3, silence: 2000)
    let starts = stride(from: 0, to: trial.frames.count, by: 2).map { trial.frames[$0] }
    #expect(onsets.count == 3)
    for (onset, start) in zip(onsets, starts) {
      // The plug-in has an attack of its own: it is the same each time.
      #expect(Int32(bitPattern: onset &- start) >= 0 && Int32(bitPattern: onset &- start) < 200)
    }
    let late = zip(onsets, starts).map { Int32(bitPattern: $0 &- $1) }
    #expect((late.max() ?? 0) - (late.min() ?? 0) <= 40, "\(late)")
    #expect(try controlled.ctl("thru", "1", "self").status == 0)
    #expect(try controlled.ctl("thru", "2", "none").status == 0)
    let first = try Trial.run(
      on: server, to: "wavesink:midi_in_1", from: (left: "wavesink:group_1_left", right: "wavesink:group_1_right"),
      messages: [(bytes: [0x90, 60, 127], offset: 0), (bytes: [0xB0, 120, 0], offset: 2000)], tailFrames: 256)
    #expect(first.recording.onsets().first == first.frames.first)
  }

  @Test func `its controls are told, set and refused by their symbols`() throws {
    let controlled = try Self.stage()
    let all = try controlled.run(["ctl", "parameter", "2", "--json"])
    #expect(all.status == 0)
    let reports = try JSONDecoder().decode([ParameterReport].self, from: Data(all.output.utf8))
    #expect(reports.count > 20)
    let cutoff = try #require(reports.first { $0.symbol == "vcf_freq" }, "\(reports.map(\.symbol))")
    let middle = (cutoff.least + cutoff.greatest) / 2
    #expect(try controlled.ctl("parameter", "2", "vcf_freq", "\(middle)").status == 0)
    func value() throws -> Float? {
      guard
        case .float(let value)? = try controlled.client.ask(
          OSCMessage("/wavesink/parameter", .int32(2), .string("vcf_freq"))
        ).first
      else { return nil }
      return value
    }
    #expect(waitUntil(seconds: 2) { (try? value()) == middle })
    #expect(try controlled.ctl("parameter", "2", "vcf_freq", "1e9").status == 64)
    #expect(try controlled.ctl("parameter", "2", "nothing", "1").status == 64)
    #expect(try controlled.ctl("parameter", "1", "vcf_freq", "1").status == 65)
    #expect(try controlled.ctl("miniport", "2", "urn:nobody").status == 65)
    let unknown = try controlled.run(["ctl", "miniport", "2", "urn:nobody", "--mode", "in-process"])
    #expect(unknown.status == 65)
    #expect(try controlled.ctl("miniport", "2").output == Self.synth + "\n", "what was there plays on")
  }

  @Test(arguments: ["in-process", "sandbox"])
  func `its properties are told, set and refused by their URIs, and a rack keeps them`(mode: String) throws {
    let controlled = try Self.stage("http://lv2plug.in/plugins/eg-sampler", mode: mode)
    let (gain, sample) = ("http://lv2plug.in/ns/ext/parameters#gain", "http://lv2plug.in/plugins/eg-sampler#sample")
    func reports() throws -> [ParameterReport] {
      let all = try controlled.run(["ctl", "parameter", "2", "--json"])
      return try JSONDecoder().decode([ParameterReport].self, from: Data(all.output.utf8))
    }
    let first = try reports()
    #expect(first.first { $0.symbol == gain }?.kind == "float")
    #expect(first.first { $0.symbol == sample }?.kind == "path")
    #expect(try controlled.ctl("parameter", "2", gain, "-10.5").status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.value(gain, controlled)) == -10.5 })
    #expect(try reports().contains { $0.symbol == gain && $0.isKnown && $0.value == -10.5 })
    #expect(try controlled.ctl("parameter", "2", sample, "1").status == 64)
    #expect(try controlled.ctl("parameter", "2", gain, "loud").status == 64)
    let click = "/usr/lib/lv2/eg-sampler.lv2/click.wav"
    #expect(try controlled.ctl("parameter", "2", sample, click).status == 0)
    #expect(try controlled.ctl("parameter", "2", sample).output.contains(click))
    #expect(try controlled.ctl("parameter", "2", "urn:nothing", "1").status == 64)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try controlled.ctl("save", path).status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\"\(gain)\": -10.5"), "\(text)")
    #expect(try controlled.ctl("load", path).output == "it was like that already\n")
    #expect(try controlled.ctl("parameter", "2", gain, "-3").status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.value(gain, controlled)) == -3 })
    #expect(try controlled.ctl("load", path).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.value(gain, controlled)) == -10.5 })
  }

  @Test func `a rack keeps it with its controls, and one that is gone leaves the rest to play`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let controlled = try Self.stage()
    #expect(try controlled.ctl("parameter", "2", "vcf_freq", "0.25").status == 0)
    usleep(200_000)
    #expect(try controlled.ctl("save", path).status == 0)
    var text = try String(contentsOfFile: path, encoding: .utf8)
    for words in ["lv2: \"\(Self.synth)\"", "mode: in-process", "\"vcf_freq\": 0.25"] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
    #expect(try controlled.ctl("load", path).output == "it was like that already\n")
    // A control that has moved since is brought back, and nothing else happens.
    #expect(try controlled.ctl("parameter", "2", "vcf_freq", "0.75").status == 0)
    // One that is not in the file, because it was as at first, too.
    let other = try Self.value("vcf_reso", controlled)
    #expect(try controlled.ctl("parameter", "2", "vcf_reso", other == 0.125 ? "0.25" : "0.125").status == 0)
    usleep(100_000)
    #expect(try controlled.ctl("load", path).status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.value("vcf_reso", controlled)) == other })
    #expect(try controlled.ctl("load", path).output == "it was like that already\n")
    #expect(
      waitUntil(seconds: 2) {
        (try? controlled.client.ask(OSCMessage("/wavesink/parameter", .int32(2), .string("vcf_freq")))) == [
          .float(0.25)
        ]
      })
    #expect(try controlled.ctl("miniport", "2", "synthesizer").status == 0)
    #expect(try controlled.ctl("load", path).status == 0)
    #expect(try controlled.ctl("miniport", "2").output == Self.synth + "\n")
    #expect(
      try controlled.client.ask(OSCMessage("/wavesink/parameter", .int32(2), .string("vcf_freq"))) == [.float(0.25)])
    text = text.replacingOccurrences(of: Self.synth, with: "urn:gone")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let loaded = try controlled.run(["ctl", "load", path, "--json"])
    let report = try JSONDecoder().decode(RackReport.self, from: Data(loaded.output.utf8))
    #expect(report.warnings.contains { $0.contains("group 2: no LV2 plug-in urn:gone is installed") }, "\(report)")
    let trial = try Trial.run(
      on: controlled.stage.server, to: "wavesink:midi_in_1",
      from: (left: "wavesink:group_1_left", right: "wavesink:group_1_right"),
      messages: [(bytes: [0x90, 60, 127], offset: 0), (bytes: [0xB0, 120, 0], offset: 2000)], tailFrames: 256)
    #expect(trial.recording.onsets().first == trial.frames.first)
  }

  @Test func `it outlives the server with its controls, and the notes of the others do not hear it come and go`() throws
  {
    let controlled = try ControlledStage()
    let stage = controlled.stage
    let held = try DisturbanceTests.Held([[0xB0, 91, 0], [0x90, 60, 127]], on: stage)
    #expect(try controlled.ctl("groups", "2").status == 0)
    for _ in 0..<3 {
      #expect(try controlled.run(["ctl", "miniport", "2", Self.synth, "--mode", "in-process"]).status == 0)
      #expect(try controlled.ctl("note", "--group", "2", "60", "--seconds", "0.01").status == 0)
      #expect(try controlled.ctl("miniport", "2", "synthesizer").status == 0)
    }
    // The tone alone: the plug-in has played on the same outputs.
    usleep(300_000)
    let recording = held.sink.recording()
    held.source.close()
    let tail = Array(recording.left.suffix(9600))
    let found = Periodicity(of: tail)
    #expect(found.peak > 0.1 && found.jumps <= recording.xruns, "\(found)")
    #expect(try controlled.run(["ctl", "miniport", "2", Self.synth, "--mode", "in-process"]).status == 0)
    #expect(try controlled.ctl("parameter", "2", "vcf_freq", "0.25").status == 0)
    usleep(100_000)
    stage.server.crash()
    #expect(stage.hears("the JACK server went away"))
    try stage.server.start()
    #expect(stage.hears("reconnected after "), "\(stage.program.errors)")
    #expect(try controlled.ctl("miniport", "2").output == Self.synth + "\n")
    #expect(
      try controlled.client.ask(OSCMessage("/wavesink/parameter", .int32(2), .string("vcf_freq"))) == [.float(0.25)])
  }
}
