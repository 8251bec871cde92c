// SPDX-License-Identifier: MIT
// The MIDI Tuning Standard, scale tuning and master tuning. The test's own thread.

import DLS
import Glibc
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct TuningTests {
  /// Cents over 480 Hz of the sound from a frame on.
  private static func cents(_ sound: Stereo, near cents: Double, from start: Int = 0) -> Double {
    Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(cents / 1200), from: start) / 480)
  }

  /// A key after messages, and perhaps selections of a tuning program.
  private static func pitch(
    _ messages: [[UInt8]], _ events: [Event] = [], key: UInt8 = 60, channel: UInt8 = 0, near cents: Double,
    keyCents: [Double] = []
  ) throws -> Double {
    let synthesizer = try TestSynthesizer(bank) { $0.keyCents = keyCents }
    for message in messages { synthesizer.exclusive(message) }
    let all = events + Event.fullVolume(channel: channel) + [.on(1, key, channel: channel)]
    return Self.cents(synthesizer.render(all, frames: 24_000), near: cents)
  }

  private static let bank: TestBank = {
    var bank = TestBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000))
    bank.add([Region(wave: wave, loop: 0...999)])
    bank.add([Region(wave: wave, loop: 0...999)], isDrum: true)
    return bank
  }()

  /// A pitch as three bytes: keys, and 14 bits of a semitone.
  private static func bytes(_ keys: Double) -> [UInt8] {
    let fraction = Int(((keys - keys.rounded(.down)) * 16_384).rounded(.down))
    return [UInt8(keys), UInt8(fraction >> 7), UInt8(fraction & 0x7F)]
  }

  private static func program(_ number: Int, bank: Int = 0) -> [Event] {
    Event.parameter(0, 3, number << 7) + Event.parameter(0, 4, bank << 7)
  }

  /// A bulk dump that raises every key by so many cents.
  private static func dump(program: UInt8, bank: UInt8? = nil, raisedBy cents: Double) -> [UInt8] {
    let head: [UInt8] = bank.map { [8, 4, $0, program] } ?? [8, 1, program]
    let keys = (0..<128).flatMap { bytes(min(Double($0) + cents / 100, 127.5)) }
    let content = head + Array("Sixteen letters.".utf8) + keys
    let sum = content.reduce(0x7E ^ 0x7F) { $0 ^ $1 } & 0x7F
    return Exclusive.universal(content + [sum], isRealTime: false)
  }

  @Test func `a bulk dump tunes the program that it names`() throws {
    let message = Self.dump(program: 5, raisedBy: 37.5)
    #expect(abs(try Self.pitch([message], Self.program(5), near: 37.5) - 37.5) < 0.1)
    #expect(abs(try Self.pitch([message], Self.program(5), key: 67, near: 737.5) - 737.5) < 0.1)
    #expect(abs(try Self.pitch([message], Self.program(4), near: 0)) < 0.1)
    #expect(abs(try Self.pitch([message], near: 0)) < 0.1)
  }

  @Test func `a dump with a bank tunes that bank's program`() throws {
    let message = Self.dump(program: 5, bank: 3, raisedBy: 62.25)
    #expect(abs(try Self.pitch([message], Self.program(5, bank: 3), near: 62.25) - 62.25) < 0.1)
    #expect(abs(try Self.pitch([message], Self.program(5), near: 0)) < 0.1)
  }

  @Test(arguments: [0.0, 1, 50.25, 99.99, 700, -1234.5])
  func `a single key goes where it is sent`(cents: Double) throws {
    let message = Exclusive.universal([8, 2, 0, 1, 60] + Self.bytes(60 + cents / 100))
    #expect(abs(try Self.pitch([message], near: cents) - cents) < 0.1)
    #expect(abs(try Self.pitch([message], key: 61, near: 100) - 100) < 0.1)
  }

  @Test func `7F 7F 7F leaves a key alone`() throws {
    let messages = [
      Exclusive.universal([8, 2, 0, 1, 60] + Self.bytes(60.5)),
      Exclusive.universal([8, 2, 0, 2, 60, 0x7F, 0x7F, 0x7F, 62] + Self.bytes(62.25)),
    ]
    #expect(abs(try Self.pitch(messages, near: 50) - 50) < 0.1)
    #expect(abs(try Self.pitch(messages, key: 62, near: 225) - 225) < 0.1)
  }

  /// What a message does to a note that sounds, and to the next one.
  private static func whileSounding(_ message: [UInt8], near cents: Double) throws -> (old: Double, new: Double) {
    let synthesizer = try TestSynthesizer(bank)
    synthesizer.exclusive(message, at: 9601)
    let sound = synthesizer.render(
      Event.fullVolume() + program(2, bank: 1) + [.on(10)], frames: 33_600)
    #expect(Signal.greatestStep(sound.left) < 0.03)
    let level = Signal.component(sound.left, 12_000..<33_600, hertz: 480 * exp2(cents / 1200)).amplitude
    let stays = Signal.component(sound.left, 12_000..<33_600, hertz: 480).amplitude
    #expect(max(level, stays) > 0.35)
    let old = Self.cents(sound, near: level > stays ? cents : 0, from: 9700)
    let new = synthesizer.render([.off(0), .on(1200)], frames: 33_600)
    return (old, Self.cents(new, near: cents, from: 2400))
  }

  @Test func `real-time messages retune what sounds, the others only what begins`() throws {
    let key: [UInt8] = [1, 2, 1, 60] + Self.bytes(61)
    let live = try Self.whileSounding(Exclusive.universal([8, 7] + key), near: 100)
    #expect(abs(live.old - 100) < 0.1 && abs(live.new - 100) < 0.1)
    let late = try Self.whileSounding(Exclusive.universal([8, 7] + key, isRealTime: false), near: 100)
    #expect(abs(late.old) < 0.1 && abs(late.new - 100) < 0.1)
    let scale = [UInt8](repeating: 64 + 30, count: 12)
    for (kind, isRealTime) in [(8, true), (8, false)] as [(UInt8, Bool)] {
      let message = Exclusive.universal([8, kind, 3, 0x7F, 0x7F] + scale, isRealTime: isRealTime)
      let found = try Self.whileSounding(message, near: 30)
      #expect(abs(found.old - (isRealTime ? 30 : 0)) < 0.1 && abs(found.new - 30) < 0.1)
    }
  }

  @Test func `a scale of one byte counts cents, of two bytes 8192 parts of a semitone`() throws {
    for pitchClass in 0..<12 {
      var one = [UInt8](repeating: 64, count: 12)
      one[pitchClass] = 64 - 41
      var two = [UInt8](repeating: 0, count: 24)
      for index in 0..<12 { two[2 * index] = 64 }
      two[2 * pitchClass] = 96
      two[2 * pitchClass + 1] = 1
      let key = UInt8(60 + pitchClass)
      let own = 100 * Double(pitchClass)
      let first = Exclusive.universal([8, 8, 3, 0x7F, 0x7F] + one)
      #expect(abs(try Self.pitch([first], key: key, near: own - 41) - (own - 41)) < 0.1)
      let second = Exclusive.universal([8, 9, 3, 0x7F, 0x7F] + two, isRealTime: false)
      let cents = 4097 * 100.0 / 8192
      #expect(abs(try Self.pitch([second], key: key, near: own + cents) - (own + cents)) < 0.1)
      let other = key == 71 ? 60 : key + 1
      #expect(
        abs(try Self.pitch([second], key: other, near: Double(other) * 100 - 6000) - (Double(other) * 100 - 6000)) < 0.1
      )
    }
  }

  @Test func `a scale concerns the channels of its mask`() {
    let masks: [(bytes: [UInt8], channel: Int)] = [
      ([0, 0, 1], 0), ([0, 0, 64], 6), ([0, 1, 0], 7), ([0, 64, 0], 13), ([1, 0, 0], 14), ([2, 0, 0], 15),
    ]
    for mask in masks {
      var stage = MessageStage()
      stage.put(exclusive: Exclusive.universal([8, 8] + mask.bytes + [UInt8](repeating: 65, count: 12)))
      for channel in 0..<16 { #expect(stage.channel(channel).scale[4] == (channel == mask.channel ? 1 : 0)) }
    }
  }

  @Test func `a scale dump is a tuning program`() throws {
    var scale = [UInt8](repeating: 64, count: 12)
    scale[7] = 66
    let content = [8, 5, 2, 9] + Array("Sixteen letters.".utf8) + scale + [0]
    let message = Exclusive.universal(content, isRealTime: false)
    #expect(abs(try Self.pitch([message], Self.program(9, bank: 2), key: 67, near: 702) - 702) < 0.1)
    #expect(abs(try Self.pitch([message], Self.program(9, bank: 2), near: 0)) < 0.1)
  }

  @Test func `GS and XG tune the scale of a part`() throws {
    let gs = Exclusive.gs(0x40, 0x11, 0x40, 64 - 10, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64 + 20)
    #expect(abs(try Self.pitch([gs], near: -10) + 10) < 0.1)
    #expect(abs(try Self.pitch([gs], key: 71, near: 1120) - 1120) < 0.1)
    #expect(abs(try Self.pitch([gs], channel: 1, near: 0)) < 0.1)
    let xg = Exclusive.xg(8, 1, 0x48, 64 + 15)
    #expect(abs(try Self.pitch([xg], key: 67, channel: 1, near: 715) - 715) < 0.1)
  }

  @Test(
    arguments: [
      (Exclusive.universal([4, 3, 0, 0x60]), 50.0), (Exclusive.universal([4, 4, 0, 61]), -300),
      (Exclusive.gs(0x40, 0, 0, 0, 3, 0xC, 0), -6.4), (Exclusive.gs(0x40, 0, 5, 64 + 12), 1200),
      (Exclusive.xg(0, 0, 0, 0, 4, 0xA, 0), 16), (Exclusive.xg(0, 0, 6, 64 - 2), -200),
      (Exclusive.gs(0x40, 0x11, 0x16, 64 + 2), 200), (Exclusive.xg(8, 0, 8, 64 + 7), 700),
    ] as [([UInt8], Double)])
  func `master and part tuning move every melodic note`(message: [UInt8], cents: Double) throws {
    #expect(abs(try Self.pitch([message], near: cents) - cents) < 0.1)
  }

  @Test func `key shifts leave drums alone`() throws {
    for message in [Exclusive.universal([4, 4, 0, 70]), Exclusive.gs(0x40, 0, 5, 70), Exclusive.xg(0, 0, 6, 70)] {
      #expect(abs(try Self.pitch([message], channel: 9, near: 0)) < 0.1)
    }
  }

  @Test func `the user's tuning is under all others and survives a reset`() throws {
    let keyCents = (0..<128).map { Double($0) * 0.25 - 15 }
    #expect(abs(try Self.pitch([], key: 72, near: 1203, keyCents: keyCents) - 1203) < 0.1)
    #expect(abs(try Self.pitch([Exclusive.gs], key: 72, near: 1203, keyCents: keyCents) - 1203) < 0.1)
    let scale = Exclusive.universal([8, 8, 3, 0x7F, 0x7F] + [UInt8](repeating: 74, count: 12))
    #expect(abs(try Self.pitch([scale], key: 72, near: 1213, keyCents: keyCents) - 1213) < 0.1)
    #expect(abs(try Self.pitch([], key: 72, channel: 9, near: 1200, keyCents: keyCents) - 1200) < 0.1)
  }

  @Test func `a reset forgets the programs of its group, and only those`() throws {
    let synthesizer = try TestSynthesizer(Self.bank) {
      $0.layout.groupCount = 2
      $0.layout.outputs = .groups
    }
    let message = Exclusive.universal([8, 2, 0, 1, 60] + Self.bytes(61))
    synthesizer.exclusive(message, group: 1)
    synthesizer.exclusive(message, group: 2)
    synthesizer.exclusive(Exclusive.gm1, at: 1, group: 1)
    let buses = synthesizer.renderBuses([.on(2), .on(2, group: 2)], frames: 24_000)
    #expect(abs(Self.cents(buses[0], near: 0)) < 0.1)
    #expect(abs(Self.cents(buses[1], near: 100) - 100) < 0.1)
  }

  @Test func `more programs than there is room for are counted`() {
    var stage = MessageStage()
    for program in 0..<128 {
      stage.put(exclusive: Exclusive.universal([8, 7, 1, UInt8(program), 1, 60, 61, 0, 0]))
    }
    #expect(stage.unknownMessages == 0)
    stage.put(exclusive: Exclusive.universal([8, 7, 2, 0, 1, 60, 61, 0, 0]))
    #expect(stage.unknownMessages == 1)
  }

  @Test func `a tuning message cut short anywhere does no harm`() {
    let messages = [
      Self.dump(program: 1, raisedBy: 10), Exclusive.universal([8, 7, 1, 2, 3, 60, 1, 2, 3, 61, 1, 2, 3, 62, 1, 2, 3]),
      Exclusive.universal([8, 9, 3, 127, 127] + [UInt8](repeating: 64, count: 24)),
      Exclusive.universal([8, 5, 2, 9] + [UInt8](repeating: 64, count: 29), isRealTime: false),
    ]
    var stage = MessageStage()
    for message in messages {
      for count in 2..<message.count {
        let before = stage.unknownMessages
        stage.put(exclusive: Array(message[..<(count - 1)]) + [0xF7])
        #expect(stage.unknownMessages == before + 1)
      }
    }
  }
}
