// SPDX-License-Identifier: MIT
// Mute, solo, meters and keys of the control server. The test's thread asks, the stage's thread renders.

import Foundation
import MIDI
import Miniport
import Realtime
import Synchronization
import Synthesis
import Testing

@testable import Control

@Suite(.serialized) final class MixingTests {
  /// A stage on which every channel plays a level of one half, at full volume on the first three channels.
  private let stage: ControlStage
  private let path: String

  init() throws {
    path = try ControlStage.bankFile()
    stage = try ControlStage()
    _ = try stage.client.ask(OSCMessage("/wavesink/download", .string(path)))
    _ = try stage.client.answer(to: "/wavesink/download", milliseconds: 5000)
    for channel in 1...3 as ClosedRange<Int32> {
      try stage.client.send(OSCMessage("/wavesink/control", .int32(1), .int32(channel), .int32(7), .int32(127)))
    }
    // What the engine does is known a little later.
    let end = ContinuousClock.now + .seconds(5)
    while try channels(stage.client)[2].volume != 127, ContinuousClock.now < end { usleep(1000) }
  }

  deinit {
    stage.stop()
    unsafe _ = unlink(path)
  }

  private func note(group: Int32 = 1, _ channel: Int32, _ key: Int32 = 60) throws {
    try stage.client.send(OSCMessage("/wavesink/note", .int32(group), .int32(channel), .int32(key), .int32(127)))
  }

  private func mix(_ client: ControlClient, _ what: String, _ numbers: Int32...) throws -> Int32? {
    guard case .int32(let isOn)? = try client.ask(OSCMessage("/wavesink/\(what)", numbers.map { .int32($0) })).first
    else { return nil }
    return isOn
  }

  private func channels(_ client: ControlClient, group: Int32 = 1) throws -> [ChannelSummary] {
    guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/channels", .int32(group))).first else {
      return []
    }
    return try JSONDecoder().decode([ChannelSummary].self, from: Data(text.utf8))
  }

  /// Asks until the engine has measured what there is: the first answer is of before.
  private func meters() throws -> (groups: Int, peaks: [Float]) {
    for _ in 0..<2 {
      _ = try stage.client.ask(OSCMessage("/wavesink/meters"))
      stage.pass(frames: 2000)
      usleep(120_000)
    }
    guard case .blob(let bytes)? = try stage.client.ask(OSCMessage("/wavesink/meters")).first else { return (0, []) }
    let words = stride(from: 0, to: bytes.count, by: 4).map { first in
      bytes[first..<first + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    return (Int(words[0]), words.dropFirst().map { Float(bitPattern: $0) })
  }

  @Test func `a muted channel is silent, its controllers are as they were, and it comes back`() throws {
    try note(1)
    #expect(stage.level == 500)
    #expect(try mix(stage.client, "mute", 1, 1) == 0)
    #expect(try mix(stage.client, "mute", 1, 1, 1) == 1)
    #expect(stage.level == 0)
    let summaries = try channels(stage.client)
    #expect(summaries[0].isMuted == true && summaries[0].isSilenced == true && summaries[0].isSolo == false)
    #expect(summaries[0].volume == 127 && summaries[0].voices == 1)
    #expect(summaries[1].isMuted == false && summaries[1].isSilenced == false)
    #expect(try mix(stage.client, "mute", 1, 1, 0) == 0)
    #expect(stage.level == 500)
    #expect(try mix(stage.client, "mute", 0, 0, 1) == 1 && mix(stage.client, "mute", 2, 16) == 1)
    #expect(stage.level == 0)
    #expect(try mix(stage.client, "mute", 1, 0, 0) == 0 && mix(stage.client, "mute", 0, 0) == 0)
    #expect(stage.level == 500)
    #expect(throws: ControlClient.Failure.self) { try mix(stage.client, "mute", 1, 17) }
    #expect(throws: ControlClient.Failure.self) { try mix(stage.client, "mute", 1, 1, 2) }
  }

  @Test func `what is named is told again, and nothing is told of groups that have gone`() throws {
    try note(1)
    // As it is when a panic has taken a mute back, and groups have just gone.
    stage.studio.mix.withLock { ($0.muted, $0.told) = ([0], [0, 100]) }
    #expect(stage.level == 500)
    #expect(try mix(stage.client, "mute", 1, 1, 1) == 1)
    #expect(stage.level == 0)
    #expect(try mix(stage.client, "mute", 1, 1, 0) == 0)
    #expect(stage.level == 500)
    #expect(stage.studio.setMuted([0]) == 1)
    #expect(stage.level == 0)
  }

  @Test func `while a channel is solo others are silent, muted or not`() throws {
    try note(1)
    try note(2)
    #expect(stage.level == 1000)
    #expect(try mix(stage.client, "solo", 1, 2, 1) == 1)
    #expect(stage.level == 500)
    #expect(try channels(stage.client).map { $0.isSilenced ?? false } == (0..<16).map { $0 != 1 })
    #expect(try channels(stage.client, group: 2).allSatisfy { $0.isSilenced == true && $0.isMuted == false })
    #expect(try mix(stage.client, "solo", 1, 1, 1) == 1)
    #expect(stage.level == 1000)
    #expect(try mix(stage.client, "mute", 1, 1, 1) == 1)
    #expect(stage.level == 500, "solo does not undo mute")
    #expect(try mix(stage.client, "solo", 1, 0, 0) == 0 && mix(stage.client, "solo", 0, 0) == 0)
    #expect(stage.level == 500)
    #expect(try mix(stage.client, "mute", 1, 1, 0) == 0)
    #expect(stage.level == 1000)
  }

  @Test func `who has the synthesizer open has a mix of his own`() throws {
    let peer = try ControlClient(url: stage.server.url)
    _ = try peer.ask(OSCMessage("/wavesink/open", .string("peer"), .int32(1)))
    try peer.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(127)))
    try peer.send(OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(127)))
    try note(1)
    #expect(stage.level == 1000)
    #expect(try mix(stage.client, "mute", 0, 0, 1) == 1)
    #expect(stage.level == 500)
    #expect(try mix(peer, "solo", 1, 2, 1) == 1 && mix(stage.client, "solo", 1, 2) == 0)
    #expect(stage.level == 0)
    #expect(try channels(peer)[0].isSilenced == true && channels(peer)[0].isMuted == false)
    #expect(try mix(stage.client, "mute", 0, 0, 0) == 0)
    #expect(stage.level == 500)
    _ = try peer.ask(OSCMessage("/wavesink/close"))
    _ = try peer.ask(OSCMessage("/wavesink/open", .string("peer"), .int32(1)))
    try peer.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(127)))
    try peer.send(OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(127)))
    #expect(stage.level == 1000, "who opens it anew is heard")
  }

  @Test func `what finds no room in the queue is told as soon as there is some`() throws {
    try note(1)
    #expect(stage.level == 500)
    stage.setPaused(true)
    _ = fill(leaving: 0)
    #expect(throws: ControlClient.Failure.self) { try mix(stage.client, "mute", 1, 1, 1) }
    var rack = stage.studio.rack()
    rack.groups[0].channels[0].isMuted = true
    #expect(stage.studio.apply(rack) == nil, "there is no room for all of it")
    #expect(try channels(stage.client)[0].isSilenced == true)
    stage.setPaused(false)
    let end = ContinuousClock.now + .seconds(5)
    while stage.level != 0, ContinuousClock.now < end { usleep(10_000) }
    #expect(stage.level == 0)
  }

  /// Fills the queue with what nobody hears, but for so many places; how many that were.
  private func fill(leaving room: Int, of capacity: Int = .max) -> Int {
    var count = 0
    stage.studio.withInput { input in
      while count < capacity - room, input.push(Event(time: .zero, 0xB8, 7, 9, group: 1)) { count += 1 }
    }
    return count
  }

  @Test func `what a message with a time has no room for is taken back behind it`() throws {
    try note(1)
    #expect(stage.level == 500)
    stage.setPaused(true)
    let capacity = fill(leaving: 0)
    stage.setPaused(false)
    stage.pass(frames: 640)
    stage.setPaused(true)
    // Room for the first channels alone.
    #expect(fill(leaving: 3, of: capacity) == capacity - 3)
    let begin = stage.rendered.count + 24_000
    let time = OSCTime(unixNanoseconds: UInt64((Double(begin) / 48_000 * 1e9).rounded()))
    try stage.client.sendOnly([OSCMessage("/wavesink/mute", .int32(1), .int32(0), .int32(1))], at: time)
    #expect(throws: ControlClient.Failure.self) {
      try stage.client.answer(to: "/wavesink/mute", milliseconds: 5000)
    }
    stage.setPaused(false)
    while stage.rendered.count < begin + 4800 { usleep(2000) }
    #expect(stage.level == 500)
  }

  @Test func `the next engine is told what is silenced, and a rack keeps what is muted and not what is solo`() throws {
    _ = try mix(stage.client, "mute", 1, 3, 1)
    _ = try mix(stage.client, "solo", 2, 1, 1)
    let rack = stage.studio.rack()
    let muted: [[Int]] = rack.groups.map { group in group.channels.indices.filter { group.channels[$0].isMuted } }
    #expect(muted == [[2], []])
    #expect(try Rack(yaml: rack.yaml) == rack && rack.yaml.components(separatedBy: "muted").count == 2)
    let expected = Set((0..<32).filter { $0 != 16 })
    let events = stage.studio.muteEvents(groupCount: 2, groupLimit: 2)
    #expect(Set(events.map { 16 * (Int($0.group) - 1) + $0.propertyChannel }) == expected)
    var other = rack
    other.groups[0].channels[2].isMuted = false
    other.groups[1].channels[0].isMuted = true
    #expect(stage.studio.apply(other) == 1, "group 2, channel 1; the other one stays silent beside what is solo")
    #expect(stage.studio.apply(other) == 0)
    _ = try mix(stage.client, "solo", 0, 0, 0)
    #expect(try mix(stage.client, "mute", 1, 3) == 0 && mix(stage.client, "mute", 2, 1) == 1)
    stage.studio.setLayout(PortLayout(groupCount: 1, outputs: .stereo))
    stage.studio.setLayout(PortLayout(groupCount: 2, outputs: .stereo))
    #expect(try mix(stage.client, "mute", 2, 1) == 0, "a group that comes is heard")
  }

  @Test func `meters show each channel and the outputs, to whoever asks, and keys what is down`() throws {
    try note(1)
    try note(2, 61)
    try note(2, 62)
    let (groups, peaks) = try meters()
    #expect(groups == 2 && peaks.count == 35)
    let one = Float(0.5 * 0.5.squareRoot())
    #expect(
      abs(peaks[0] - one) < 1e-4 && abs(peaks[1] - 2 * one) < 1e-4 && peaks[2...].prefix(30).allSatisfy { $0 == 0 })
    #expect(abs(peaks[32] - 3 * one) < 1e-3 && peaks[34] == 0)
    let other = try ControlClient(url: stage.server.url)
    #expect(try other.ask(OSCMessage("/wavesink/meters")) == stage.client.ask(OSCMessage("/wavesink/meters")))
    _ = try stage.client.ask(OSCMessage("/wavesink/keys", .int32(1)))
    stage.pass(frames: 640)
    var expected = [UInt8](repeating: 0, count: 256)
    (expected[60 / 8], expected[16 + 61 / 8]) = (1 << (60 % 8), 1 << (61 % 8) | 1 << (62 % 8))
    #expect(try stage.client.ask(OSCMessage("/wavesink/keys", .int32(1))) == [.blob(expected)])
    _ = try stage.client.ask(OSCMessage("/wavesink/panic"))
    stage.pass(frames: 2000)
    #expect(try stage.client.ask(OSCMessage("/wavesink/keys", .int32(1))) == [.blob([UInt8](repeating: 0, count: 256))])
    #expect(try meters().peaks.allSatisfy { $0 == 0 })
  }

  @Test func `a channel says what its program is called and which bank answers`() throws {
    let second = try ControlStage.bankFile(program: 7, name: "Seven")
    defer { unsafe _ = unlink(second) }
    _ = try stage.client.ask(OSCMessage("/wavesink/download", .string(second)))
    _ = try stage.client.answer(to: "/wavesink/download", milliseconds: 5000)
    try stage.client.send(OSCMessage("/wavesink/program", .int32(1), .int32(2), .int32(7), .int32(3), .int32(0)))
    stage.pass(frames: 640)
    let summaries = try channels(stage.client)
    let banks = stage.studio.downloader.banks
    #expect(summaries[0].name == "level" && summaries[0].bank == banks.last?.id)
    #expect(summaries[1].name == "Seven" && summaries[1].bank == banks.first?.id, "bank 3 has none: bank 0 answers")
    #expect(summaries[9].name == nil && summaries[9].bank == nil, "nobody has a drum kit")
  }

  @Test func `without an engine nothing is switched, and meters show silence`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    #expect(throws: ControlClient.Failure.self) { try mix(stage.client, "mute", 1, 1, 1) }
    #expect(try mix(stage.client, "mute", 1, 1) == 0)
    let nothing = [UInt8](repeating: 0, count: 3) + [1] + [UInt8](repeating: 0, count: 19 * 4)
    #expect(try stage.client.ask(OSCMessage("/wavesink/meters")) == [.blob(nothing)])
  }
}
