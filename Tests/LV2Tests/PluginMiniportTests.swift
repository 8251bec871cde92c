// SPDX-License-Identifier: MIT
// Plug-ins that run: when they are given what, and what comes of it.

import LV2
import MIDI
import Miniport
import Realtime
import Testing

struct PluginMiniportTests {
  private static func world() throws -> PluginWorld { PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true) }

  private static func stage(_ kind: String, period: Int = 64) throws -> PluginStage {
    try PluginStage(TestBundle.uri(kind), in: world(), period: period)
  }

  @Test(arguments: [1, 7, 64, 1000, 4000])
  func `a note sounds at its frame whatever the block`(block: Int) throws {
    var stage = try Self.stage("impulse")
    let frames: [Int] = [0, 1, 63, 64, 65, 999, 1000, 3999]
    var next = 0
    while stage.now.frames < 4000 {
      let end = stage.now + block
      while next < frames.count, frames[next] < Int(end.frames) {
        stage.put([0x90, 60, 127], at: Int64(frames[next]))
        next += 1
      }
      stage.render(min(block, 4000 - Int(stage.now.frames)))
    }
    #expect(stage.left.indices.filter { stage.left[$0] == 1 } == frames)
    #expect(stage.left.filter { $0 != 0 }.count == frames.count)
  }

  @Test func `a control moves at its frame, and only there the block is divided`() throws {
    var stage = try Self.stage("impulse")
    for frame in [0, 19] as [Int64] { stage.put([0x90, 60, 127], at: frame) }
    stage.set("level", 0.5, at: 20)
    for frame in [20, 40] as [Int64] { stage.put([0x90, 60, 127], at: frame) }
    stage.render(64)
    #expect([0, 19, 20, 40].map { stage.left[$0] } == [1, 1, 0.5, 0.5])
    #expect([0, 19, 20, 40].map { stage.right[$0] } == [20, 20, 44, 44], "the lengths of the two parts")
    let port = try #require(stage.plugin.description.control("level"))
    #expect(stage.plugin.controls.value(of: port) == 0.5)
  }

  @Test func `a plug-in that wants blocks of one length gets them whole`() throws {
    var stage = try Self.stage("fixed")
    stage.set("level", 0.5, at: 20)
    stage.put([0x90, 60, 127], at: 40)
    stage.render(64)
    #expect(stage.left[40] == 0.5 && stage.right[40] == 64)
    func startOdd() throws { _ = try Self.stage("fixed", period: 100) }
    let fault = #expect(throws: PluginFault.self) { try startOdd() }
    #expect(fault == .periodUnusable(uri: TestBundle.uri("fixed"), frames: 100))
  }

  @Test func `a plug-in that wants blocks of one length gets no other, and that is counted`() throws {
    var stage = try Self.stage("fixed")
    stage.put([0x90, 60, 127], at: 5)
    stage.render(32)
    let refused = stage.statistics.value(of: .blocksRefused)
    let lost = stage.statistics.value(of: .eventsLost)
    #expect(refused == 1 && lost == 1)
    let isSilent = stage.left.allSatisfy { $0 == 0 }
    #expect(isSilent)
    stage.put([0x90, 60, 127], at: 40)
    stage.render(64)
    #expect(stage.left[40] == 1)
  }

  @Test func `a controller moves the control that it is bound to over its whole range`() throws {
    let plugin = try PluginInstance(
      TestBundle.uri("impulse"), in: Self.world(), rate: PluginStage.rate, period: 64)
    try plugin.bind(controller: 74, to: "level")
    var stage = PluginStage(plugin)
    for (place, value) in [0, 127, 64].enumerated() {
      stage.put([0xB0, 74, UInt8(value)], at: Int64(10 * place))
      stage.put([0x90, 60, 127], at: Int64(10 * place))
    }
    stage.render(64)
    #expect([0, 10, 20].map { stage.left[$0] } == [0, 2, 2 * Float(64) / 127])
    #expect(throws: PluginFault.self) { try plugin.bind(controller: 1, to: "no such") }
  }

  @Test func `a control is kept within its limits, and what is no control is counted`() throws {
    var stage = try Self.stage("impulse")
    stage.set("level", 99, at: 0)
    stage.put([0x90, 60, 127], at: 0)
    stage.set("level", .nan, at: 1)
    stage.put([0x90, 60, 127], at: 1)
    for index in [0, 1, 4, 6, 65_535] { stage.miniport.put(Event(parameter: index, 1, group: 1, time: FrameTime(2))) }
    stage.render(64)
    #expect(stage.left[0] == 2 && stage.left[1] == 0)
    let unknown = stage.statistics.value(of: .parametersUnknown)
    #expect(unknown == 5)
  }

  @Test func `messages of every length reach it, and what it sends out has its frame`() throws {
    var stage = try Self.stage("impulse")
    let long: [UInt8] = [0xF0] + [UInt8](repeating: 3, count: 500) + [0xF7]
    let messages: [(time: Int64, bytes: [UInt8])] = [
      (3, [0x90, 60, 1]), (3, [0xF0, 1, 0xF7]), (10, long), (63, [0xC0, 5]), (64, [0xF8]), (100, [0x80, 60, 0]),
    ]
    for message in messages where message.time < 64 { stage.put(message.bytes, at: message.time) }
    stage.render(64)
    for message in messages where message.time >= 64 { stage.put(message.bytes, at: message.time) }
    stage.render(64)
    let sent = stage.takeOutgoing()
    #expect(sent.map(\.bytes) == messages.map(\.bytes))
    #expect(sent.map(\.time) == messages.map(\.time))
  }

  @Test func `sound that is not a number is silence, counted, and ends with the block`() throws {
    var stage = try Self.stage("nan")
    stage.put([0x90, 66, 127], at: 5)
    stage.render(64)
    stage.put([0x90, 60, 127], at: 70)
    stage.render(64)
    let first = stage.left.firstIndex { $0 != 0 }
    #expect(first == 70)
    let isFinite = stage.left.allSatisfy(\.isFinite)
    #expect(isFinite)
    let cured = stage.statistics.value(of: .soundsCured)
    #expect(cured == 1)
  }

  @Test func `its worker works beside the audio, and answers with a later block`() throws {
    var stage = try Self.stage("work")
    stage.put([0x90, 60, 127], at: 0)
    stage.render(64)
    let isAnswered = waitUntil(seconds: 2) {
      stage.render(64)
      return stage.left.dropFirst().contains(0.5)
    }
    #expect(isAnswered)
    #expect(stage.left[0] == 1)
  }

  @Test func `its latency is what it says`() throws {
    var stage = try Self.stage("latency")
    stage.put([0x90, 60, 127], at: 0)
    stage.render(64)
    let latency = stage.miniport.latencyFrames
    #expect(latency == 32)
    #expect(stage.left.firstIndex(of: 1) == 32)
    var prompt = try Self.stage("impulse")
    prompt.render(64)
    let none = prompt.miniport.latencyFrames
    #expect(none == 0)
  }

  @Test func `what it writes for people is read as lines`() throws {
    let stage = try Self.stage("impulse")
    #expect(stage.plugin.log.takeLines() == ["begins as impulse"])
    #expect(stage.plugin.log.takeLines() == [])
  }

  @Test func `a state is saved with controls and its own memory, and restored`() throws {
    let text: String
    do {
      var stage = try Self.stage("state")
      stage.set("level", 0.25, at: 0)
      stage.render(64)
      text = try #require(stage.plugin.stateText)
    }
    #expect(text.contains("0.25"))
    let plugin = try PluginInstance(TestBundle.uri("state"), in: Self.world(), rate: PluginStage.rate, period: 64)
    let edited = text.replacing("0.0", with: "0.75")
    try plugin.restore(stateText: edited)
    let port = try #require(plugin.description.control("level"))
    #expect(plugin.controls.value(of: port) == 0.25)
    var stage = PluginStage(plugin)
    stage.render(64)
    #expect(stage.left[0] == 0.75, "\(edited)")
    let other = try PluginInstance(TestBundle.uri("impulse"), in: Self.world(), rate: PluginStage.rate, period: 64)
    #expect(throws: PluginFault.self) { try other.restore(stateText: text) }
    #expect(throws: PluginFault.self) { try other.restore(stateText: "no state") }
    #expect(throws: PluginFault.self) { try other.restore(preset: "no preset") }
  }

  @Test func `the gain gets to where it should within 512 frames, without a step`() throws {
    var stage = try Self.stage("state")
    let plugin = stage.plugin
    try plugin.restore(stateText: #require(plugin.stateText).replacing("0.0", with: "1.0"))
    let controls = plugin.controls
    #expect(controls.gain == 0)
    stage.miniport.run(frames: 64, time: stage.now, gain: 1)
    #expect(controls.gain == 1, "it begins with the gain that it has")
    var blocks = 0
    while controls.gain > 0 {
      stage.miniport.run(frames: 64, time: stage.now, gain: 0)
      blocks += 1
    }
    #expect(blocks == 8)
  }
}
