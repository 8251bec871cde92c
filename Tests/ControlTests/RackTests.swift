// SPDX-License-Identifier: MIT
// Rack files: what is written is read, and what is wrong is named. The test's thread.

import Foundation
import Miniport
import Racks
import Synthesis
import Testing

@testable import Control

struct RackTests {
  /// A rack in which everything is otherwise than at first.
  private static var full: Rack {
    var rack = Rack()
    rack.outputs = .groups
    (rack.volume, rack.boost) = (-3.5, 6)
    var reverb = WavesReverb()
    (reverb.inputGainDecibels, reverb.mixDecibels) = (-1, -12)
    (reverb.timeSeconds, reverb.highFrequencyRatio) = (2.5, 0.25)
    rack.reverb = reverb
    rack.banks = [
      Rack.Bank(file: "/banks/one: \"two\" #3.sf2", hash: "00112233445566778899aabbccddeeff"),
      Rack.Bank(file: "12.dls"),
    ]
    rack.groups = [Rack.Group(after: .gs), Rack.Group(after: .dls)]
    rack.groups[0].channels[9].program = 8
    rack.groups[1].channels[0].controllers[7] = 1
    rack.groups[1].channels[0].controllers[74] = 99
    (rack.groups[1].channels[0].cc0, rack.groups[1].channels[0].cc32) = (3, 4)
    rack.groups[1].channels[15].parameters = [0: 12 << 7, 1: 8000, 2: 60 << 7, 5: 3]
    (rack.groups[1].channels[15].wheel, rack.groups[1].channels[15].pressure) = (0, 127)
    rack.groups[1].channels[15].isMono = true
    rack.groups[1].channels[15].priority = VoicePriority(.persist, channel: 15)
    rack.groups[1].channels[14].priority = VoicePriority(rawValue: 0x8000_1234)
    rack.groups[0].channels[3].isMuted = true
    rack.groups[1].miniport = .uart
    let echo = PluginChoice(uri: "urn:echo", mode: .pipelined, controls: ["time": 0.5], controllers: [12: "time"])
    rack.strips = [
      .bus("hall"): StripChoice(inserts: [PluginChoice(uri: "urn:reverb"), echo], level: -3.5),
      .bus("empty"): StripChoice(), .group(2): StripChoice(inserts: [echo], level: 1, sends: ["hall": -12]),
      .master: StripChoice(inserts: [PluginChoice(uri: "urn:limiter", mode: .inProcess)]),
    ]
    let place = ThruRoutes.Place(group: 1, channel: 2)
    rack.routes.route(place, to: [ThruRoutes.Place(group: 2, channel: 4), place])
    rack.routes.route(ThruRoutes.Place(group: 2, channel: 9), to: [])
    rack.routes.route(systemOf: 1, to: [2])
    rack.connections = [
      Rack.Connection(port: "midi_in_1", other: "a2j:Keyboard [20] (capture): [0] port 1"),
      Rack.Connection(port: "out_1", other: "system:playback_1"),
    ]
    rack.favourites = [
      Favourite(cc0: 8, cc32: 1, program: 5, isDrum: false), Favourite(cc0: 0, cc32: 0, program: 8, isDrum: true),
    ]
    return rack
  }

  @Test func `a rack that was written is read as it was`() throws {
    #expect(try Rack(yaml: RackTests.full.yaml) == RackTests.full)
    #expect(try Rack(yaml: Rack().yaml) == Rack())
  }

  @Test func `the example of the documentation is a rack`() throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/rack.md")
    let text = try String(contentsOf: docs, encoding: .utf8)
    let example = try #require(
      text.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
    let rack = try Rack(yaml: example)
    #expect(rack.groups.count == 2 && rack.banks.count == 2 && rack.connections.count == 2)
    #expect(rack.favourites.map(\.program) == [5, 8] && rack.favourites.map(\.isDrum) == [false, true])
    #expect(rack.routes.words.map(\.source) == ["1:3", "2:system"])
    #expect(rack.groups[0].channels[0].program == 5 && rack.groups[0].channels[0].controllers[7] == 90)
  }

  @Test(
    arguments: [
      ("", nil, "", "empty"),
      ("a: [", 2, "", "YAML"),
      ("volume: 0\n", 1, "", "wavesink-rack is missing"),
      ("wavesink-rack: 2\n", 1, "wavesink-rack", "expected 1"),
      ("wavesink-rack: 1\nbnaks: []\n", 2, "bnaks", "expected one of wavesink-rack, outputs"),
      ("wavesink-rack: 1\nvolume: 1\n", 2, "volume", "-96.0 to 0.0, found 1"),
      ("wavesink-rack: 1\nvolume: nan\n", 2, "volume", "found nan"),
      ("wavesink-rack: 1\nvolume: 0\n\nvolume: 0\n", 2, "volume", "twice"),
      ("wavesink-rack: 1\noutputs: mono\n", 2, "outputs", "stereo, groups, channels, found mono"),
      ("wavesink-rack: 1\nbanks: x\n", 2, "banks", "expected a list, found x"),
      ("wavesink-rack: 1\nbanks:\n- hash: x\n", 3, "banks", "expected a file"),
      ("wavesink-rack: 1\ngroups: []\n", 2, "groups", "1 to 64"),
      ("wavesink-rack: 1\ngroups:\n- dialect: gm\n", 3, "dialect", "dls, gm1, gm2, gs, xg, found gm"),
      ("wavesink-rack: 1\ngroups:\n- channels:\n  - program: 1\n", 4, "channels", "number of the channel"),
      ("wavesink-rack: 1\ngroups:\n- channels:\n  - channel: 17\n", 4, "channel", "1 to 16, found 17"),
      (
        "wavesink-rack: 1\ngroups:\n- channels:\n  - channel: 1\n    controllers: {7: 128}\n", 5, "controllers 7",
        "0 to 127, found 128"
      ),
      (
        "wavesink-rack: 1\ngroups:\n- channels:\n  - channel: 1\n    controllers: {6: 1}\n", 5, "controllers 6",
        "none that is kept"
      ),
      ("wavesink-rack: 1\ngroups:\n- channels:\n  - channel: 1\n    mono: 1\n", 5, "mono", "true or false"),
      ("wavesink-rack: 1\nconnections:\n- port: out_1\n", 3, "connections", "port and with"),
      (
        "wavesink-rack: 1\ngroups:\n- miniport: piano\n", 3, "miniport",
        "synthesizer, uart, or lv2 with a URI, found piano"
      ),
      (
        "wavesink-rack: 1\ngroups:\n- miniport: {synthesizer: kernel}\n", 3, "synthesizer",
        "sandbox, pipelined, in-process, found kernel"
      ),
      (
        "wavesink-rack: 1\ngroups:\n- miniport: {synthesizer: sandbox, group: a b}\n", 3, "group",
        "the name of a sandbox: a letter and up to 31 letters, digits, - and _, found a b"
      ),
      ("wavesink-rack: 1\ngroups:\n- sends: {hall: -6}\n", 3, "sends", "there is no bus hall"),
      ("wavesink-rack: 1\nbuses:\n- name: master\n", 3, "name", "not master"),
      ("wavesink-rack: 1\nbuses:\n- name: a\n- name: a\n", 4, "name", "a stands there twice"),
      ("wavesink-rack: 1\nbuses:\n- level: 1\n", 3, "buses", "expected a name"),
      ("wavesink-rack: 1\nmaster: {sends: {a: 1}}\n", 2, "sends", "is not known"),
      ("wavesink-rack: 1\nmaster: {level: 13}\n", 2, "level", "-96.0 to 12.0, found 13"),
      ("wavesink-rack: 1\nmaster:\n  inserts: [urn:reverb]\n", 3, "inserts", "expected keys with values"),
      ("wavesink-rack: 1\nthru:\n- from: \"1\"\n", 3, "thru", "from and to"),
      ("wavesink-rack: 1\nthru:\n- {from: \"1:17\", to: [\"2\"]}\n", 3, "thru", "channels 1 to 16; found 1:17"),
    ] as [(String, Int?, String, String)])
  func `what is wrong with a rack is named by line and key`(text: String, line: Int?, key: String, words: String) {
    let error = #expect(throws: RackError.self) { try Rack(yaml: text) }
    #expect(error?.line == line && (error?.key ?? "") == key, "\(String(describing: error))")
    #expect(error?.problem.contains(words) == true, "\(String(describing: error))")
  }

  @Test func `anchors and aliases are refused before anything is made of them`() throws {
    let levels = (1...10).map { level in
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      return "a\(level): &a\(level) [\(aliases)]\n"
    }
    let bomb = "wavesink-rack: 1\na0: &a0 [x, x]\n" + levels.joined()
    let error = #expect(throws: RackError.self) { try Rack(yaml: bomb) }
    #expect(error?.problem == "anchors and aliases (&name, *name) are not for rack files")
    for use in [
      "? *a0 : 1", "*a0 : 1", "b: *a0", "b: [x,*a0]", "b:\n-\t*a0", "b: {c: *a0}", "\"b\":*a0", "b: ! &c [*a0]",
    ] {
      let error = #expect(throws: RackError.self) { try Rack(yaml: "a: &a0 [x]\n\(use)\n") }
      #expect(error?.problem.contains("anchors and aliases") == true, "\(use): \(String(describing: error))")
    }
    // In a text neither means anything.
    var rack = try Rack(yaml: "wavesink-rack: 1\ngroups:\n- name: \"Rock & roll *live*\"\n")
    #expect(rack.groups[0].name == "Rock & roll *live*")
    rack.groups[0].name = "salt &pepper, no *pepper"
    #expect(try Rack(yaml: rack.yaml) == rack)
  }

  @Test func `what runs in a sandbox, and with whom, is written as it is read`() throws {
    let text = """
      wavesink-rack: 1
      groups:
      - miniport: {synthesizer: sandbox, group: band}
      - miniport: {synthesizer: pipelined}
      - miniport: {synthesizer: in-process}
      - miniport: {lv2: "urn:a", mode: sandbox, group: band}
      - miniport: {lv2: "urn:a", mode: in-process, group: band}
      """
    let rack = try Rack(yaml: text)
    #expect(rack.groups.map(\.miniport.mode) == [.sandbox, .pipelined, .inProcess, .sandbox, .inProcess])
    #expect(rack.groups.map(\.miniport.sandboxGroup) == ["band", nil, nil, "band", nil])
    #expect(rack.groups[2].miniport == .synthesizer)
    #expect(try Rack(yaml: rack.yaml) == rack)
  }

  @Test func `a file is replaced whole or not at all, and hashed as xxh128sum does`() throws {
    let path = NSTemporaryDirectory() + "wavesink-rack-\(UUID().uuidString).yaml"
    defer { unsafe _ = unlink(path) }
    try RackFile.write(RackTests.full, to: path)
    #expect(try RackFile.read(path) == RackTests.full)
    #expect(throws: RackError.self) { try RackFile.write(Rack(), to: "/nonexistent/rack.yaml") }
    let missing = #expect(throws: RackError.self) { try RackFile.read("/nonexistent/rack.yaml") }
    #expect(missing?.description == "cannot be read: No such file or directory")
    try Data("wavesink".utf8).write(to: URL(fileURLWithPath: path))
    #expect(ContentHash.hash(ofFile: path) == "1fbecde3f9b2cc47f7c01b54c14b32e9")
    #expect(ContentHash.hash(ofFile: "/nonexistent") == nil)
  }

  @Test func `a client is brought to a rack's state, and a second time nothing is sent`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    var rack = RackTests.full
    rack.banks = []
    rack.outputs = .stereo
    rack.connections = []
    // The main thread's to set: it has the ports.
    rack.groups[1].miniport = .synthesizer
    rack.strips = [:]
    #expect(try #require(stage.studio.apply(rack)) > 10)
    stage.pass(frames: 6400)
    let isLike = stage.studio.rack() == rack
    #expect(isLike)
    #expect(stage.studio.apply(rack) == 0)
    func reverbTime() -> Double { stage.studio.reverb.timeSeconds }
    #expect(abs(reverbTime() - 2.5) < 1e-6, "the reset to GS was before it")
    // A song sets another reverb: it is restored, and where the rack has none it is left alone.
    let song: [UInt8] = [0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x34, 0x10, 0x7B, 0xF7]
    try stage.client.send(OSCMessage("/wavesink/event", .int32(1), .int64(0), .blob(song)))
    stage.pass(frames: 640)
    let changed = reverbTime()
    #expect(changed < 2)
    var silent = rack
    silent.reverb = nil
    #expect(stage.studio.apply(silent) == 0)
    #expect(stage.studio.apply(rack) == 4)
    stage.pass(frames: 640)
    #expect(abs(reverbTime() - 2.5) < 1e-6)
    var other = rack
    other.groups[1].channels[0].controllers[74] = 98
    #expect(stage.studio.apply(other) == 1)
  }
}
