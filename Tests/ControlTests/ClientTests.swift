// SPDX-License-Identifier: MIT
// Programs that have the synthesizer open, each with what is its own. The test's thread asks, the stage's renders.

import Foundation
import Realtime
import Synthesis
import Testing

@testable import Control
@testable import Miniport

@Suite(.serialized) struct ClientTests {
  private func note(_ group: Int32, _ velocity: Int32 = 127) -> OSCMessage {
    OSCMessage("/wavesink/note", .int32(group), .int32(1), .int32(60), .int32(velocity))
  }

  private func open(_ client: ControlClient, _ name: String, _ groups: Int32) throws -> [OSCValue] {
    try client.ask(OSCMessage("/wavesink/open", .string(name), .int32(groups)))
  }

  private func reports(_ stage: ControlStage) throws -> [ClientReport] {
    guard case .string(let text)? = try stage.client.ask(OSCMessage("/wavesink/clients")).first else { return [] }
    return try JSONDecoder().decode([ClientReport].self, from: Data(text.utf8))
  }

  @Test func `who opens has groups and counters of its own, as many as there are`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let path = try ControlStage.bankFile()
    defer { unsafe _ = unlink(path) }
    _ = try stage.client.ask(OSCMessage("/wavesink/download", .string(path)))
    _ = try stage.client.answer(to: "/wavesink/download", milliseconds: 5000)
    let (one, two) = (try ControlClient(url: stage.server.url), try ControlClient(url: stage.server.url))
    let first = try open(one, "one", 2)
    #expect(Array(first.dropFirst()) == [.int32(2), .int32(0), .float(5)])
    // The other one asks for more than is left.
    let second = try open(two, "two", 100)
    #expect(Array(second.dropFirst()) == [.int32(14), .int32(1), .float(5)] && second[0] != first[0])
    // Full volume in one's second group alone; each channel is the client's own.
    try one.send(OSCMessage("/wavesink/control", .int32(2), .int32(1), .int32(7), .int32(127)))
    try one.send(note(2))
    #expect(stage.level == 500)
    try two.send(note(2, 0))
    try stage.client.send(note(2, 0))
    #expect(stage.level == 500, "the note of another's group is not theirs to end")
    try one.send(note(2, 0))
    let told = try one.ask(OSCMessage("/wavesink/channels", .int32(2)))
    guard case .string(let text)? = told.first else { throw ControlFault(.failed, "there are no channels") }
    let channels = try JSONDecoder().decode([ChannelSummary].self, from: Data(text.utf8))
    #expect(channels[0].volume == 127)
    // A person who means all groups means no client's.
    try stage.client.send(OSCMessage("/wavesink/control", .int32(0), .int32(1), .int32(7), .int32(1)))
    stage.pass(frames: 640)
    let still = try one.ask(OSCMessage("/wavesink/channels", .int32(2)))
    #expect("\(still)".contains("\\\"volume\\\":127"))
    #expect(throws: ControlClient.Failure.self) { try one.ask(OSCMessage("/wavesink/channels", .int32(3))) }
    let all = try reports(stage)
    #expect(all.map(\.name) == ["one", "two"] && all.map(\.groups) == [2, 14])
    // A reset, 16 priorities, owners and ends of silence for each group, and what they have sent.
    let received: [UInt64] = [101, 687]
    #expect(all.map(\.eventsReceived) == received)
  }

  @Test func `one that floods its sequencer takes no place from another`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let (one, two) = (try ControlClient(url: stage.server.url), try ControlClient(url: stage.server.url))
    _ = try open(one, "one", 1)
    _ = try open(two, "two", 1)
    guard case .int64(let now)? = try one.ask(OSCMessage("/wavesink/clock")).first else {
      throw ControlFault(.failed, "there is no clock")
    }
    let late = now + 48_000 * 60
    func event(_ frame: Int64) -> OSCMessage {
      OSCMessage("/wavesink/event", .int32(1), .int64(frame), .blob([0xB0, 1, 1]))
    }
    for number in 0..<3000 {
      // A datagram that nobody has room for is lost by the system.
      if number % 300 == 299 { stage.pass(frames: 640) }
      try one.sendOnly(event(late))
    }
    stage.pass(frames: 6400)
    try two.send(event(0))
    try two.send(event(late))
    stage.pass(frames: 640)
    let all = try reports(stage)
    #expect(all[0].eventsWaiting == 2048 - 128 && all[0].eventsLost == 3000 - 1920)
    #expect(all[1].eventsWaiting == 1 && all[1].eventsLost == 0)
    // What one takes back is its own.
    #expect(try one.ask(OSCMessage("/wavesink/panic")) == [])
    stage.pass(frames: 640)
    #expect(try reports(stage).map(\.eventsWaiting) == [0, 1])
  }

  @Test func `its banks play on its groups alone, before everybody's`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let paths = try [0.5, 0.25].map { try ControlStage.bankFile(level: $0) } + [ControlStage.bankFile(program: 7)]
    defer { for path in paths { unsafe _ = unlink(path) } }
    let (one, two) = (try ControlClient(url: stage.server.url), try ControlClient(url: stage.server.url))
    _ = try open(one, "one", 1)
    _ = try open(two, "two", 1)
    for (client, path) in [(stage.client, paths[0]), (one, paths[1]), (one, paths[2])] {
      _ = try client.ask(OSCMessage("/wavesink/download", .string(path)))
      _ = try client.answer(to: "/wavesink/download", milliseconds: 5000)
    }
    /// What program `number` plays to who asks.
    func level(_ client: ControlClient, program number: Int32) throws -> Int {
      try client.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(127)))
      try client.send(OSCMessage("/wavesink/program", .int32(1), .int32(1), .int32(number)))
      try client.send(note(1))
      defer { try? client.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(120), .int32(0))) }
      return stage.level
    }
    for (client, levels) in [(stage.client, [500, 0]), (one, [250, 500]), (two, [500, 0])] {
      let heard = try [0, 7].map { try level(client, program: $0) }
      #expect(heard == levels)
    }
    guard case .string(let text)? = try one.ask(OSCMessage("/wavesink/banks")).first else { return }
    let banks = try JSONDecoder().decode([BankReport].self, from: Data(text.utf8))
    #expect(banks.map(\.client) == [1, 1, nil] && banks.map(\.answers) == [1, 1, 1])
    // A bank that takes the place of a client's is its own too.
    let replacing = OSCMessage("/wavesink/replace", .int32(Int32(banks[0].id)), .string(paths[0]))
    _ = try stage.client.ask(replacing)
    _ = try stage.client.answer(to: "/wavesink/replace", milliseconds: 5000)
    #expect(try level(one, program: 0) == 500)
    // One of everybody's stays everybody's, whoever replaces it.
    let shared = OSCMessage("/wavesink/replace", .int32(Int32(banks[2].id)), .string(paths[1]))
    _ = try one.ask(shared)
    _ = try one.answer(to: "/wavesink/replace", milliseconds: 5000)
    #expect(try level(stage.client, program: 0) == 250)
    #expect(stage.studio.ownBanks.count == 1)
    // All of its own go with it, and the next one in its place has nothing of it.
    _ = try one.ask(OSCMessage("/wavesink/close"))
    _ = try open(one, "three", 1)
    #expect(try level(one, program: 7) == 0 && level(one, program: 0) == 250, "it plays what everybody plays")
    var patience = 1000
    while stage.studio.downloader.banks.count > 1, patience > 0 {
      usleep(2000)
      patience -= 1
    }
    #expect(stage.studio.downloader.banks.map(\.owner) == [0])
    #expect(try level(stage.client, program: 0) == 250)
  }

  @Test(arguments: [true, false])
  func `when it goes or falls silent its notes end and its banks go`(vanishes: Bool) throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let path = try ControlStage.bankFile()
    defer { unsafe _ = unlink(path) }
    let client = try ControlClient(url: stage.server.url)
    _ = try open(client, "player", 1)
    _ = try client.ask(OSCMessage("/wavesink/download", .string(path)))
    _ = try client.answer(to: "/wavesink/download", milliseconds: 5000)
    try client.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(127)))
    try client.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(64), .int32(127)))
    try client.send(note(1))
    #expect(stage.level == 500)
    if vanishes {
      stage.studio.endSilentClients(at: ContinuousClock().now + .seconds(4))
      #expect(stage.level == 500)
      stage.studio.endSilentClients(at: ContinuousClock().now + .seconds(6))
      #expect(stage.studio.statistics.value(of: .clientsVanished) == 1)
    } else {
      _ = try client.ask(OSCMessage("/wavesink/close"))
    }
    #expect(stage.level == 0)
    var patience = 1000
    while stage.studio.downloader.sampleMemory.usage.used > 0, patience > 0 {
      usleep(2000)
      patience -= 1
    }
    #expect(stage.studio.downloader.sampleMemory.usage.used == 0)
    #expect(try reports(stage).isEmpty)
    // Its address is nobody's now.
    #expect(throws: ControlClient.Failure.self) { try client.ask(OSCMessage("/wavesink/close")) }
  }

  @Test func `what came in by JACK is read back whole, with its frame`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let client = try ControlClient(url: stage.server.url)
    _ = try open(client, "recorder", 1)
    #expect(try client.ask(OSCMessage("/wavesink/capture", .int32(1))) == [])
    let exclusive: [UInt8] = [0xF0] + (0..<29).map { $0 } + [0xF7]
    let sent: [(UInt16, Int64, [UInt8])] = [
      (1, 1_000_001, [0x90, 60, 1]), (2, 1_000_001, exclusive), (1, 1_000_007, [0xC0, 5]),
    ]
    for (group, frame, bytes) in sent { stage.acceptFromJack(bytes, at: frame, group: group) }
    for (group, frame, bytes) in sent {
      let message = try client.next(milliseconds: 2000)
      #expect(message == OSCMessage("/wavesink/captured", .int32(Int32(group)), .int64(frame), .blob(bytes)))
    }
    #expect(try client.ask(OSCMessage("/wavesink/capture", .int32(0))) == [])
    stage.acceptFromJack([0x90, 60, 1], at: 1_000_009, group: 1)
    stage.pass(frames: 640)
    #expect(try client.next(milliseconds: 50) == nil)
  }

  @Test func `there are places for twelve, and a place that is left is taken again`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let clients = try (0..<13).map { _ in try ControlClient(url: stage.server.url) }
    for client in clients.dropLast() { _ = try open(client, "one of many", 1) }
    #expect(throws: ControlClient.Failure.self) { try open(clients[12], "one too many", 1) }
    _ = try clients[3].ask(OSCMessage("/wavesink/close"))
    #expect(try open(clients[12], "the last", 1)[1] == .int32(1))
  }

  @Test func `what is everybody's stays as it is when somebody opens, and a place is as new`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let reverb: [OSCValue] = [.float(-3), .float(-12), .float(2.5), .float(0.5)]
    try stage.client.send(OSCMessage("/wavesink/reverb", reverb))
    let client = try ControlClient(url: stage.server.url)
    _ = try open(client, "first", 1)
    try client.send(OSCMessage("/wavesink/priority", .int32(1), .int32(1), .string("critical")))
    stage.pass(frames: 640)
    #expect(abs(stage.studio.reverb.timeSeconds - 2.5) < 1e-6)
    _ = try client.ask(OSCMessage("/wavesink/close"))
    _ = try open(client, "second", 1)
    stage.pass(frames: 640)
    let priority = try client.ask(OSCMessage("/wavesink/priority", .int32(1), .int32(1)))
    #expect(priority.last == .string("standard"))
  }

  @Test func `a client whose queue is full keeps its place until it is silent`() throws {
    let clients = StudioClients()
    let address = try OSCSocket.address(host: "127.0.0.1", port: 9)
    let first = try #require(clients.open("first", address, groupCount: 16))
    first.beginClosing()
    #expect(clients.clients.isEmpty && clients.client(at: address) == nil && clients.closing.count == 1)
    #expect(clients.open("second", address, groupCount: 1) == nil, "its groups are not free yet")
    clients.remove(first)
    #expect(clients.open("third", address, groupCount: 1)?.groups == 0..<1)
  }

  @Test func `a message of which only the beginning has come is waited for`() {
    let ends = RingEnds<CapturedPiece>(capacity: 8)
    var reader = CaptureReader(ends.consumer)
    let pieces = ends.producer
    func push(_ bytes: [UInt8], isLast: Bool) {
      let packed = bytes.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
      let piece = CapturedPiece(
        time: FrameTime(7), packed: packed, length: UInt8(bytes.count), isLast: isLast, group: 2)
      let isThere = pieces.push(piece)
      #expect(isThere)
    }
    push([0xF0, 1, 2, 3, 4, 5, 6, 7], isLast: false)
    let before = reader.next()
    #expect(before == nil)
    push([8, 0xF7], isLast: true)
    push([0x90, 60, 1], isLast: true)
    let message = reader.next()
    #expect(message?.bytes == [0xF0, 1, 2, 3, 4, 5, 6, 7, 8, 0xF7] && message?.group == 2)
    let next = reader.next()
    #expect(next?.bytes == [0x90, 60, 1])
  }
}
