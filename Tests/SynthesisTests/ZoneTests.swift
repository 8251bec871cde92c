// SPDX-License-Identifier: MIT
// MIDI Polyphonic Expression (MMA RP-053). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ZoneTests {
  /// The MPE configuration message.
  private static func zone(_ members: Int, manager: UInt8 = 0) -> [Event] {
    [
      .control(0, 101, 0, channel: manager), .control(0, 100, 6, channel: manager),
      .control(0, 6, UInt8(members), channel: manager),
    ]
  }

  private static func cents(_ sound: Stereo, near cents: Double, from start: Int) -> Double {
    Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(cents / 1200), from: start) / 480)
  }

  private static func roles(_ stage: borrowing MessageStage) -> [Int] {
    (0..<16).map { Int(stage.channel($0).expression3D.manager) }
  }

  @Test func `a zone has its members above or below its manager`() {
    var stage = MessageStage()
    stage.put(Self.zone(3))
    #expect(Self.roles(stage) == [-1, 0, 0, 0] + [Int](repeating: -1, count: 12))
    stage.put(Self.zone(2, manager: 15))
    #expect(Self.roles(stage) == [-1, 0, 0, 0] + [Int](repeating: -1, count: 9) + [15, 15, -1])
    #expect(stage.channel(1).bendRange == 48 << 7 && stage.channel(0).bendRange == 2 << 7)
    #expect(stage.channel(14).bendRange == 48 << 7 && stage.channel(7).bendRange == 2 << 7)
  }

  @Test func `the zone that comes last takes what it needs from the other`() {
    var stage = MessageStage()
    stage.put(Self.zone(7) + Self.zone(7, manager: 15))
    #expect(Self.roles(stage) == [-1] + [Int](repeating: 0, count: 7) + [Int](repeating: 15, count: 7) + [-1])
    stage.put(Self.zone(9))
    #expect(Self.roles(stage) == [-1] + [Int](repeating: 0, count: 9) + [Int](repeating: 15, count: 5) + [-1])
    stage.put(Self.zone(10, manager: 15))
    #expect(Self.roles(stage) == [-1] + [Int](repeating: 0, count: 4) + [Int](repeating: 15, count: 10) + [-1])
    stage.put(Self.zone(15))
    #expect(Self.roles(stage) == [-1] + [Int](repeating: 0, count: 15))
    stage.put(Self.zone(0))
    #expect(Self.roles(stage).allSatisfy { $0 == -1 })
    #expect(stage.channel(3).bendRange == 2 << 7)
  }

  @Test func `a zone elsewhere is unknown, and a reset ends all`() {
    var stage = MessageStage()
    stage.put(Self.zone(5, manager: 4))
    #expect(stage.unknownParameters == 1 && Self.roles(stage).allSatisfy { $0 == -1 })
    stage.put(Self.zone(5))
    stage.put(exclusive: Exclusive.gm1)
    #expect(Self.roles(stage).allSatisfy { $0 == -1 })
    stage.put([.control(0, 74, 10), .pressure(0, 99)])
    #expect(stage.channel(1).controllers[74] == 64)
  }

  @Test func `notes of a zone bend apart by 48 semitones, and together by 2`() throws {
    let events =
      Self.zone(5) + Event.fullVolume(channel: 1) + Event.fullVolume(channel: 2)
      + [.wheel(0, 8192 + 1024, channel: 1), .wheel(0, 8192 - 512, channel: 2), .wheel(0, 8192 + 4096)]
    for (channel, cents) in [(1, 600.0 + 100), (2, -300 + 100)] as [(UInt8, Double)] {
      let sound = try TestSynthesizer(.sine()).render(events + [.on(0, channel: channel)], frames: 24_000)
      #expect(abs(Self.cents(sound, near: cents, from: 100) - cents) < 0.1)
    }
  }

  @Test func `a manager's bend moves what sounds`() throws {
    let events = Self.zone(5) + Event.fullVolume(channel: 3) + [.on(0, channel: 3), .wheel(4800, 16_383)]
    let sound = try TestSynthesizer(.sine()).render(events, frames: 33_600)
    #expect(abs(Self.cents(sound, near: 200, from: 9600) - 199.976) < 0.1)
  }

  @Test func `a bend range that a member receives is that of all members`() {
    var stage = MessageStage()
    stage.put(Self.zone(3) + Event.parameter(0, 0, 24 << 7, channel: 2))
    #expect((1...3).allSatisfy { stage.channel($0).bendRange == 24 << 7 })
    #expect(stage.channel(0).bendRange == 2 << 7 && stage.channel(4).bendRange == 2 << 7)
    stage.put(Event.parameter(0, 0, 12 << 7))
    #expect(stage.channel(0).bendRange == 12 << 7 && stage.channel(1).bendRange == 24 << 7)
  }

  @Test func `pressure and timbre of a manager are added to the member's own`() {
    var stage = MessageStage()
    stage.put(Self.zone(3) + [.pressure(0, 30, channel: 1), .pressure(0, 50), .control(0, 74, 80, channel: 1)])
    #expect(stage.channel(1).pressure == 80 && stage.channel(2).pressure == 50 && stage.channel(4).pressure == 0)
    stage.put([.control(0, 74, 74), .pressure(0, 120, channel: 1)])
    #expect(stage.channel(1).controllers[74] == 90 && stage.channel(2).controllers[74] == 74)
    #expect(stage.channel(1).pressure == 127)
    stage.put([.pressure(0, 0), .control(0, 74, 64)])
    #expect(stage.channel(1).pressure == 120 && stage.channel(1).controllers[74] == 80)
  }

  @Test func `other messages of a manager are the zone's`() throws {
    var stage = MessageStage()
    stage.put(Self.zone(3) + [.control(0, 7, 33), .control(0, 0, 5), .program(0, 9), .control(0, 64, 127)])
    #expect((0...3).allSatisfy { stage.channel($0).controllers[7] == 33 && stage.channel($0).program == 9 })
    #expect((0...3).allSatisfy { stage.channel($0).bankMSB == 5 && stage.channel($0).isSustained })
    #expect(stage.channel(4).controllers[7] == 100 && stage.channel(4).program == 0)
    let synthesizer = try TestSynthesizer(.level())
    _ = synthesizer.render(Self.zone(3), frames: 16)
    _ = synthesizer.render([.on(0, channel: 1), .on(0, channel: 2), .control(480, 123, 0)], frames: 4800)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0)
  }

  @Test func `a channel that changes its place ends its notes, the others go on`() throws {
    let synthesizer = try TestSynthesizer(.level())
    _ = synthesizer.render(Self.zone(5) + [.on(16, channel: 1), .on(16, channel: 8)], frames: 480)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 2)
    _ = synthesizer.render(Self.zone(2), frames: 4800)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 1)
  }

  @Test func `notes of a zone do not depend on the block`() throws {
    var events = Self.zone(5)
    for index in 0..<40 {
      let channel = UInt8(1 + index % 5)
      events += [
        .on(200 * index, UInt8(50 + index % 13), channel: channel), .wheel(200 * index + 70, 400 * index),
        .wheel(200 * index + 33, 300 * index, channel: channel), .control(200 * index + 90, 74, UInt8(index * 3)),
        .off(200 * index + 700, UInt8(50 + index % 13), channel: channel),
      ]
    }
    events.sort { $0.time < $1.time }
    let reference = try TestSynthesizer(.sine()).render(events, frames: 9600)
    for block in [1, 16, 64, 256, 1024, 333] {
      #expect(try TestSynthesizer(.sine()).render(events, frames: 9600, block: block) == reference)
    }
  }
}
