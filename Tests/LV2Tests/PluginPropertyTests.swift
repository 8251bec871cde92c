// SPDX-License-Identifier: MIT
// Properties of plug-ins, which are set and told by messages.

import LV2
import MIDI
import Miniport
import Realtime
import Testing

struct PluginPropertyTests {
  private static let uri = "urn:wavesink:test:patch#"

  private static func stage() throws -> PluginStage {
    try PluginStage(
      TestBundle.uri("patch"), in: PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true))
  }

  private static func value(_ name: String, _ stage: borrowing PluginStage) -> Float? {
    stage.plugin.description.properties.first { $0.uri == uri + name }.flatMap { stage.plugin.controls.value(of: $0) }
  }

  @Test func `properties are described with name, kind, range and first value`() throws {
    let stage = try Self.stage()
    let properties = stage.plugin.description.properties
    #expect(properties.map(\.uri) == ["amount", "count", "file", "level", "switch"].map { Self.uri + $0 })
    #expect(properties.map(\.kind) == [.float, .int, .path, .float, .bool])
    #expect(properties.map(\.isWritable) == [true, true, true, false, true])
    #expect(properties[0].name == "Amount" && properties[0].first == 1)
    #expect(properties[0].range == -1...4 && properties[1].range == 0...100 && properties[4].range == 0...1)
    #expect(properties[1].first == nil && properties[3].range == -1e30...1e30)
    let plugin = stage.plugin.description
    #expect(plugin.settable(Self.uri + "amount") == 6 && plugin.settable(Self.uri + "switch") == 10)
    for name in ["file", "level", "none"] { #expect(plugin.settable(Self.uri + name) == nil, "\(name)") }
  }

  @Test func `a property is set at its frame, as what it is, and the block stays whole`() throws {
    var stage = try Self.stage()
    stage.render(64)
    let properties: [(name: String, value: Float, frame: Int64)] = [
      ("amount", 2.5, 70), ("count", 7.6, 80), ("switch", 1, 90), ("amount", 99, 100), ("amount", .nan, 110),
    ]
    for (name, value, frame) in properties {
      let index = try #require(stage.plugin.description.settable(Self.uri + name))
      stage.miniport.put(Event(parameter: index, value, group: 1, time: FrameTime(frame)))
    }
    stage.put([0x90, 60, 127], at: 120)
    stage.render(64)
    #expect([70, 80, 90, 100, 110].map { stage.left[$0] * 0x1p20 } == [2.5, 7, 1, 4, -1])
    #expect([70, 80, 90, 100, 110].map { stage.right[$0] } == [1, 2, 3, 1, 1], "float, int, bool")
    #expect(stage.left[120] == 1 && stage.right[120] == 64)
  }

  @Test func `a path is set with the next block, as a whole or not at all`() throws {
    var stage = try Self.stage()
    stage.render(64)
    let (file, path) = (Self.uri + "file", "/tmp/a path.wav")
    #expect(try stage.plugin.set(file, toText: path))
    stage.render(64)
    stage.render(64)
    #expect(stage.left[64..<64 + 16].map { $0 * 256 } == Array(path.utf8).map(Float.init) + [0])
    #expect(stage.right[64] * 0x1p20 == 16)
    #expect(stage.left.dropFirst(80).allSatisfy { $0 == 0 } && stage.right.dropFirst(65).allSatisfy { $0 == 0 })
    #expect(throws: PluginFault.self) { try stage.plugin.set(Self.uri + "count", toText: "1") }
    let long = String(repeating: "x", count: 4096)
    #expect(try !stage.plugin.set(file, toText: long + "x"))
    var taken = 0
    while try stage.plugin.set(file, toText: long), taken < 100 { taken += 1 }
    #expect(taken == 16, "more wait for no room")
    stage.render(64)
    // 7 of 4.2 kB fit in a sequence of 32 kB.
    let lost = stage.statistics.value(of: .eventsLost)
    #expect(lost == 9 && stage.right.last == 0 && stage.right[192] * 0x1p20 == 4097)
    #expect(try stage.plugin.set(file, toText: ""))
  }

  @Test func `texts that are wanted are handed over in their order, again where they are not taken`() throws {
    let controls = try Self.stage().plugin.controls
    let file = Self.uri + "file"
    #expect(controls.want("/a", of: file) && controls.want("/b", of: file))
    #expect(
      !controls.want("/a", of: Self.uri + "count") && !controls.want(String(repeating: "x", count: 4097), of: file))
    var told: [String] = []
    controls.handOverTexts { _, text in
      told.append(text)
      return false
    }
    controls.handOverTexts { _, text in
      told.append(text)
      return true
    }
    controls.handOverTexts { _, text in
      told.append(text)
      return true
    }
    #expect(told == ["/b", "/b"])
    let property = try #require(controls.description.properties.first { $0.uri == file })
    #expect(controls.text(of: property) == "/b")
    controls.wantTextsAgain()
    controls.handOverTexts { _, text in
      told.append(text)
      return true
    }
    #expect(told == ["/b", "/b", "/b"])
  }

  @Test func `what the plug-in tells is how a property stands`() throws {
    var stage = try Self.stage()
    #expect(Self.value("amount", stage) == nil)
    stage.render(64)
    // It was asked, and has answered.
    #expect(Self.value("amount", stage) == 0.25)
    #expect(Self.value("count", stage) == nil)
    let index = try #require(stage.plugin.description.settable(Self.uri + "amount"))
    stage.miniport.put(Event(parameter: index, 3, group: 1, time: stage.now))
    stage.render(64)
    #expect(Self.value("amount", stage) == 1.5, "half of what it was set to is what it tells")
  }

  @Test func `a plug-in begins with the properties that are wanted, and is not asked for them`() throws {
    let world = PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true)
    let plugin = try PluginInstance(TestBundle.uri("patch"), in: world, rate: PluginStage.rate, period: 64)
    try plugin.prepare(preset: nil, state: nil, controls: [Self.uri + "count": 12, "level": 0.5], controllers: [:])
    #expect(plugin.controls.all == [Self.uri + "count": 12, "level": 0.5])
    var stage = PluginStage(plugin)
    stage.render(64)
    #expect(stage.left[0] * 0x1p20 == 12)
    #expect(plugin.controls.all == [Self.uri + "count": 6, Self.uri + "amount": 0.25, "level": 0.5])
    #expect(throws: PluginFault.self) { try plugin.set(Self.uri + "file", to: 1) }
  }

  @Test func `what is to change is found by name, and what has no first value stays`() throws {
    var stage = try Self.stage()
    stage.render(64)
    let controls = stage.plugin.controls
    func names(_ wanted: [String: Float], _ isComplete: Bool) -> [Int: Float] {
      Dictionary(
        uniqueKeysWithValues: controls.changes(to: wanted, isComplete: isComplete).map { ($0.index, $0.value) })
    }
    #expect(controls.changed == [Self.uri + "amount": 0.25])
    #expect(names([:], true) == [6: 1])
    #expect(names([:], false) == [:])
    #expect(names([Self.uri + "count": 3, "level": 0.5], true) == [3: 0.5, 6: 1, 7: 3])
  }
}
