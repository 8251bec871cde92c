// SPDX-License-Identifier: MIT
// What GS, XG and universal messages set. The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ExclusiveTests {
  @Test func `a part of GS is set as its controllers would set it`() {
    var stage = MessageStage()
    let parts: [(UInt8, UInt8, (Channel) -> Int)] = [
      (0x19, 33, { Int($0.controllers[7]) }), (0x1C, 20, { Int($0.controllers[10]) }),
      (0x21, 44, { Int($0.controllers[93]) }), (0x22, 55, { Int($0.controllers[91]) }),
      (0x2C, 66, { Int($0.controllers[94]) }), (0x30, 70, { Int($0.controllers[76]) }),
      (0x31, 71, { Int($0.controllers[77]) }), (0x32, 72, { Int($0.controllers[74]) }),
      (0x33, 73, { Int($0.controllers[71]) }), (0x34, 74, { Int($0.controllers[73]) }),
      (0x35, 75, { Int($0.controllers[75]) }), (0x36, 76, { Int($0.controllers[72]) }),
      (0x37, 77, { Int($0.controllers[78]) }), (0x13, 0, { $0.isMono ? 0 : 1 }),
    ]
    for (address, value, read) in parts {
      stage.put(exclusive: Exclusive.gs(0x40, 0x13, address, value))
      #expect(read(stage.channel(2)) == Int(value), "\(address)")
    }
    stage.put(exclusive: Exclusive.gs(0x40, 0x1A, 0x00, 8, 30))
    #expect(stage.channel(10).bankMSB == 8 && stage.channel(10).program == 30)
    stage.put(exclusive: Exclusive.gs(0x40, 0x20, 0x10, 64 + 12))
    #expect(stage.channel(9).bendRange == 12 << 7)
    #expect(stage.unknownMessages == 0)
  }

  @Test func `a part of XG is set as its controllers would set it`() {
    var stage = MessageStage()
    stage.put(exclusive: Exclusive.xg)
    let parts: [(UInt8, UInt8, (Channel) -> Int)] = [
      (0x0B, 33, { Int($0.controllers[7]) }), (0x0E, 20, { Int($0.controllers[10]) }),
      (0x12, 44, { Int($0.controllers[93]) }), (0x13, 55, { Int($0.controllers[91]) }),
      (0x14, 66, { Int($0.controllers[94]) }), (0x15, 70, { Int($0.controllers[76]) }),
      (0x18, 72, { Int($0.controllers[74]) }), (0x1C, 76, { Int($0.controllers[72]) }),
      (0x67, 1, { $0.hasPortamento ? 1 : 0 }),
      (0x68, 99, { Int($0.controllers[5]) }), (0x05, 0, { $0.isMono ? 0 : 1 }),
    ]
    for (address, value, read) in parts {
      stage.put(exclusive: Exclusive.xg(8, 6, address, value))
      #expect(read(stage.channel(6)) == Int(value), "\(address)")
    }
    stage.put(exclusive: Exclusive.xg(8, 6, 0x23, 64 + 5))
    stage.put(exclusive: Exclusive.xg(8, 6, 1, 0, 18, 40))
    #expect(stage.channel(6).bendRange == 5 << 7)
    #expect(stage.channel(6).bankLSB == 18 && stage.channel(6).program == 40)
    #expect(stage.unknownMessages == 0)
  }

  @Test func `every bit of a GS message is under its checksum`() {
    let message = Exclusive.gs(0x40, 0x13, 0x19, 33)
    for index in 5..<(message.count - 1) {
      var damaged = message
      damaged[index] ^= 1
      var stage = MessageStage()
      stage.put(exclusive: damaged)
      #expect(stage.unknownMessages == 1 && stage.channel(2).controllers[7] == 100)
    }
  }

  @Test func `what is unknown is counted once, and only that`() {
    var stage = MessageStage(groupCount: 2)
    stage.put(exclusive: [0xF0, 0x7D, 1, 2, 3, 4, 5, 6, 0xF7], group: 0)
    #expect(stage.unknownMessages == 1)
    stage.put(exclusive: Exclusive.gs(0x40, 0x13, 0x7E, 1))
    stage.put(exclusive: Exclusive.xg(9, 9, 9, 9))
    stage.put(exclusive: [0xF0, 0xF7])
    #expect(stage.unknownMessages == 4)
    for message in [Exclusive.gm1, Exclusive.gs, Exclusive.xg, Exclusive.universal([4, 1, 0, 0x60])] {
      stage.put(exclusive: message, group: 0)
    }
    #expect(stage.unknownMessages == 4)
  }

  @Test(
    arguments: [
      Exclusive.universal([4, 1, 0, 0x40]), Exclusive.gs(0x40, 0, 4, 64), Exclusive.xg(0, 0, 4, 64),
    ])
  func `master volume has one curve in all dialects`(message: [UInt8]) throws {
    let synthesizer = try TestSynthesizer(.level())
    synthesizer.exclusive(message)
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 4800)
    #expect(abs(sound.gain(at: 4000) + 12) < 0.15)
  }

  @Test func `master pan moves every part`() throws {
    let synthesizer = try TestSynthesizer(.level())
    synthesizer.exclusive(Exclusive.gs(0x40, 0, 6, 127))
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 4800)
    #expect(abs(sound.left[4000]) < 1e-6 && abs(sound.right[4000] - 0.5) < 0.001)
  }

  @Test func `a drum's level in GS is that of its map`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64))
    bank.add([Region(wave: wave, loop: 0...63)], isDrum: true)
    func gain(_ message: [UInt8]) throws -> Double {
      let synthesizer = try TestSynthesizer(bank)
      synthesizer.exclusive(message)
      return synthesizer.render(Event.fullVolume(channel: 9) + [.on(1, 38, channel: 9)], frames: 4800).gain(at: 4000)
    }
    #expect(abs(try gain(Exclusive.gs(0x41, 0x02, 38, 64)) - 40 * log10(64.0 / 127)) < 0.05)
    #expect(abs(try gain(Exclusive.gs(0x41, 0x02, 39, 64))) < 0.05)
    #expect(abs(try gain(Exclusive.gs(0x41, 0x12, 38, 64))) < 0.05)
    #expect(abs(try gain(Exclusive.xg(0x30, 38, 2, 64)) - 40 * log10(64.0 / 127)) < 0.05)
  }

  // MARK: Effects

  private func effects(_ messages: [UInt8]...) -> EffectSettings {
    var stage = MessageStage()
    for message in messages { stage.put(exclusive: message) }
    #expect(stage.unknownMessages == 0)
    return stage.synthesizer.effects
  }

  @Test func `GM2's global parameters are kept in the units of people`() {
    let plate = effects(Exclusive.universal([4, 5, 1, 1, 1, 1, 1, 0, 8]))
    #expect(plate.reverb.room == .plate && abs(plate.reverb.timeSeconds - 1.284) < 0.001)
    let long = effects(Exclusive.universal([4, 5, 1, 1, 1, 1, 1, 0, 0, 1, 100]))
    #expect(long.reverb.room == .smallRoom && abs(long.reverb.timeSeconds - 4.482) < 0.001)
    let chorus = effects(Exclusive.universal([4, 5, 1, 1, 1, 1, 2, 0, 5, 1, 10, 2, 31, 3, 50, 4, 127]))
    #expect(chorus.chorus.kind == .flanger && abs(chorus.chorus.rateHertz - 1.22) < 0.001)
    #expect(abs(chorus.chorus.depthSeconds - 0.01) < 1e-6 && abs(chorus.chorus.feedback - 0.3815) < 0.001)
    #expect(abs(chorus.chorus.sendToReverb - 0.99949) < 0.001)
  }

  @Test func `GS macros set everything, and their parameters what they name`() {
    let room = effects(
      Exclusive.gs(0x40, 1, 0x30, 1), Exclusive.gs(0x40, 1, 0x33, 127), Exclusive.gs(0x40, 1, 0x37, 20))
    #expect(room.reverb.room == .mediumRoom && room.reverb.preLowPass == 4)
    #expect(abs(room.reverb.level - 127.0 / 64) < 1e-9 && abs(room.reverb.preDelaySeconds - 0.02) < 1e-9)
    let delay = effects(Exclusive.gs(0x40, 1, 0x30, 7))
    #expect(delay.reverb.room == .panningDelay && delay.reverb.feedback > 0.2)
    let chorus = effects(
      Exclusive.gs(0x40, 1, 0x38, 4), Exclusive.gs(0x40, 1, 0x3D, 20), Exclusive.gs(0x40, 1, 0x3F, 64))
    #expect(abs(chorus.chorus.feedback - 0.488) < 0.001 && abs(chorus.chorus.rateHertz - 2.44) < 0.001)
    #expect(abs(chorus.chorus.sendToReverb - 0.504) < 0.001)
    #expect(effects(Exclusive.gs(0x40, 1, 0x38, 6)).chorus.kind == .shortDelay)
  }

  @Test func `XG effects are kept`() {
    let stage = effects(Exclusive.xg(2, 1, 0, 3, 0), Exclusive.xg(2, 1, 2, 50), Exclusive.xg(2, 1, 0x0C, 32))
    #expect(stage.reverb.room == .stage && stage.reverb.timeSeconds == 6.5 && stage.reverb.level == 0.5)
    #expect(effects(Exclusive.xg(2, 1, 0, 2, 2)).reverb.room == .largeRoom)
    #expect(effects(Exclusive.xg(2, 1, 0, 0, 0)).reverb.room == .none)
    let chorus = effects(Exclusive.xg(2, 1, 0x20, 0x43, 0), Exclusive.xg(2, 1, 0x2E, 127))
    #expect(chorus.chorus.kind == .flanger && chorus.chorus.sendToReverb == 1)
  }

  @Test func `a reset takes the effects back and says that they changed`() {
    let usual = EffectSettings()
    for message in [Exclusive.gm1, Exclusive.gm2, Exclusive.gs, Exclusive.xg] {
      var stage = MessageStage()
      stage.put(exclusive: Exclusive.gs(0x40, 1, 0x30, 5))
      let before = stage.synthesizer.effects.changeCount
      stage.put(exclusive: message)
      #expect(stage.synthesizer.effects.reverb.room == usual.reverb.room)
      #expect(stage.synthesizer.effects.reverb.timeSeconds == usual.reverb.timeSeconds)
      #expect(stage.synthesizer.effects.changeCount > before)
    }
  }
}
