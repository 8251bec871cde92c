// SPDX-License-Identifier: MIT
// Favourites, sessions, plug-ins, miniports and the machine, as messages ask for them. The test's thread.

import Foundation
import LV2
import Racks
import Synchronization
import Testing

@testable import Control

@Suite(.serialized) struct StudioQuestionTests {
  private func value<Value: Decodable>(_ stage: ControlStage, _ message: OSCMessage) throws -> Value {
    guard case .string(let text)? = try stage.client.ask(message, milliseconds: 5000).first else {
      throw ControlFault(.failed, "there is no text")
    }
    return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }

  private func refusal(_ stage: ControlStage, _ message: OSCMessage) -> String? {
    do { _ = try stage.client.ask(message) } catch { return error.description }
    return nil
  }

  private func favourite(_ program: Int32, drums: Int32 = 0, wanted: Int32) -> OSCMessage {
    OSCMessage("/wavesink/favourites", .int32(8), .int32(0), .int32(program), .int32(drums), .int32(wanted))
  }

  @Test func `favourites are kept in their order, once each, and a rack has them`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    for program in [5, 3, 5] as [Int32] { _ = try stage.client.ask(favourite(program, wanted: 1)) }
    let all: [Favourite] = try value(stage, favourite(5, drums: 1, wanted: 1))
    #expect(all.map(\.program) == [5, 3, 5] && all.map(\.isDrum) == [false, false, true] && all[0].cc0 == 8)
    let rack = stage.studio.rack()
    let left: [Favourite] = try value(stage, favourite(5, wanted: 0))
    #expect(left.map(\.program) == [3, 5])
    #expect(refusal(stage, favourite(128, wanted: 1))?.contains("program of 0 to 127") == true)
    #expect(stage.studio.apply(try Rack(yaml: rack.yaml)) != nil)
    let back: [Favourite] = try value(stage, OSCMessage("/wavesink/favourites"))
    #expect(back == all)
    _ = stage.studio.apply(Rack())
    #expect(stage.studio.favourites == [])
  }

  @Test func `all favourites that there may be fit a datagram, and one more is refused`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    var rack = Rack()
    rack.favourites = (0..<Favourite.limit).map {
      Favourite(cc0: UInt8(100 + $0 / 128), cc32: 127, program: UInt8($0 % 128), isDrum: false)
    }
    _ = stage.studio.apply(rack)
    let all: [Favourite] = try value(stage, OSCMessage("/wavesink/favourites"))
    #expect(all == rack.favourites)
    #expect(refusal(stage, favourite(1, wanted: 1))?.contains("1000 favourites") == true)
  }

  @Test func `a session is saved to the file that the client belongs to, and to no other`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    #expect(try stage.client.ask(OSCMessage("/wavesink/session")) == [.string("")])
    #expect(refusal(stage, OSCMessage("/wavesink/session", .string("save")))?.contains("--rack") == true)
    stage.studio.setRackPath("/racks/evening.yaml")
    #expect(try stage.client.ask(OSCMessage("/wavesink/session")) == [.string("/racks/evening.yaml")])
    #expect(refusal(stage, OSCMessage("/wavesink/session", .string("/etc/passwd")))?.contains("save or load") == true)
    #expect(stage.studio.takeRackRequests().isEmpty)
    for (word, wish) in [("save", RackRequest.Wish.save), ("load", .load)] {
      try stage.client.sendOnly(OSCMessage("/wavesink/session", .string(word)))
      _ = try stage.client.ask(OSCMessage("/wavesink/ping"))
      let request = try #require(stage.studio.takeRackRequests().first)
      #expect(request.wish == wish && request.path == "/racks/evening.yaml")
      request.finish(.success(RackReport(path: request.path)))
      let reply = try stage.client.answer(to: "/wavesink/session", milliseconds: 2000)
      #expect("\(reply)".contains("evening.yaml"))
    }
  }

  @Test func `the machine is looked at on another thread, and others are answered meanwhile`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    #expect(refusal(stage, OSCMessage("/wavesink/doctor"))?.contains("nothing of the machine") == true)
    let gate = Mutex(false)
    let isOpen = { @Sendable in gate.withLock { $0 } }
    let found = DoctorFinding(title: "JACK server", severity: "bad", sentence: "none", advice: "start one")
    stage.studio.setDoctor {
      while !isOpen() { usleep(1000) }
      return [found]
    }
    try stage.client.sendOnly(OSCMessage("/wavesink/doctor"))
    #expect(try stage.client.ask(OSCMessage("/wavesink/ping")).first == .string("stage"))
    gate.withLock { $0 = true }
    let reply = try stage.client.answer(to: "/wavesink/doctor", milliseconds: 2000)
    guard case .string(let text)? = reply.first else { throw ControlFault(.failed, "there is no text") }
    let all = try JSONDecoder().decode([DoctorFinding].self, from: Data(text.utf8))
    #expect(all.map(\.severity) == ["bad"] && all.first?.advice == "start one")
  }

  @Test func `more slow questions than can wait are refused, and those that wait are answered`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    let gate = Mutex(false)
    let isOpen = { @Sendable in gate.withLock { $0 } }
    stage.studio.setDoctor {
      while !isOpen() { usleep(1000) }
      return []
    }
    // One is being answered, and 32 wait.
    for _ in 0..<33 {
      try stage.client.sendOnly(OSCMessage("/wavesink/doctor"))
      _ = try stage.client.ask(OSCMessage("/wavesink/ping"))
      usleep(2000)
    }
    #expect(refusal(stage, OSCMessage("/wavesink/doctor"))?.contains("wait already") == true)
    gate.withLock { $0 = true }
    for _ in 0..<33 {
      #expect(try stage.client.answer(to: "/wavesink/doctor", milliseconds: 2000) == [.string("[]")])
    }
  }

  @Test func `plug-ins that are installed are told, and of one that cannot be hosted why`() throws {
    let bundle = URL(fileURLWithPath: try TestBundle.path.get())
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lv2-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent(bundle.lastPathComponent), withDestinationURL: bundle)
    let stage = try ControlStage(hasEngine: false, library: PluginLibrary(folders: [folder.path]))
    defer { stage.stop() }
    let page: PluginPage = try value(stage, OSCMessage("/wavesink/plugins", .int32(0)))
    #expect(page.total == page.plugins.count && page.total > 10)
    let gain = try #require(page.plugins.first { $0.uri == TestBundle.uri("gain") })
    #expect(gain.canBeHosted && gain.isEffect && !gain.isInstrument && gain.reason == nil)
    let rest: PluginPage = try value(stage, OSCMessage("/wavesink/plugins", .int32(Int32(page.total) - 1)))
    #expect(rest.plugins.map(\.uri) == page.plugins.suffix(1).map(\.uri))
    let beyond: PluginPage = try value(stage, OSCMessage("/wavesink/plugins", .int32(5000)))
    #expect(beyond.plugins.isEmpty && beyond.total == page.total)
  }

  @Test func `miniports are told with their states, those of effects too, and what was told may be sent back`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let plugin = PluginChoice(uri: "urn:piano", mode: .pipelined, sandboxGroup: "band")
    stage.studio.setMiniport(.plugin(plugin), ofGroup: 2)
    stage.studio.setStrip(StripChoice(inserts: [PluginChoice(uri: "urn:gain")]), .master)
    stage.studio.setStatuses([
      .group(2): MiniportStatus(name: "Piano", state: .givenUp, restarts: 10, latencyFrames: 64),
      .insert(1, of: .master): MiniportStatus(name: "urn:gain", state: .failed, reason: "it is gone"),
    ])
    let all: [MiniportReport] = try value(stage, OSCMessage("/wavesink/miniports"))
    #expect(all.map(\.group) == [1, 2] && all.map(\.name) == ["Synthesizer", "Piano"])
    #expect(all.map(\.state) == ["playing", "given-up"] && all.map(\.mode) == ["in-process", "pipelined"])
    #expect(all[1].what == "urn:piano" && all[1].sandbox == "band" && all[1].restarts == 10)
    #expect(all.map(\.latencyFrames) == [0, 64], "there are no effects, and no limiter")
    guard case .string(let text)? = try stage.client.ask(OSCMessage("/wavesink/strip", .string("master"))).first
    else { throw ControlFault(.failed, "there is no text") }
    let strip = try JSONDecoder().decode(StripReport.self, from: Data(text.utf8))
    #expect(strip.inserts.first?.running?.state == "failed" && strip.inserts.first?.running?.reason == "it is gone")
    let change = try StripChange(yaml: text, of: .master)
    #expect(change.inserts?.map(\.isBare) == [true])
    stage.studio.detach()
    let stopped: [MiniportReport] = try value(stage, OSCMessage("/wavesink/miniports"))
    #expect(stopped.map(\.state) == ["stopped", "stopped"])
  }

  @Test func `effects that there are not are not told of, also between two servers`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let playing: CapabilityReport = try value(stage, OSCMessage("/wavesink/capabilities"))
    stage.studio.detach()
    let stopped: CapabilityReport = try value(stage, OSCMessage("/wavesink/capabilities"))
    #expect(playing.effects.isEmpty && stopped.effects.isEmpty)
  }
}
