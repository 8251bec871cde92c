// SPDX-License-Identifier: MIT
// Phase-locked regions and stereo (`dls.md` 1.2, 4.7). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct PhaseLockTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// Two regions of one wave, hard left and hard right, locked or not; the right one has other ideas of its pitch.
  private func pair(
    phaseGroup: UInt16 = 1, isMasterLast: Bool = false, _ own: [Connection] = [],
    change: (inout Region) -> Void = { _ in }
  ) -> TestBank {
    var bank = TestBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000))
    let other = bank.add(wave: Signal.sine(period: 100, count: 1000), rate: 44_100)
    let moving: [Connection] = [
      .link(From.vibrato, To.pitch, 80), .link(From.eg2, To.pitch, 300), .seconds(To.eg2Attack, 0.1),
    ]
    var master = Region(wave: wave, loop: 0...999, moving + own)
    var slave = Region(wave: other, loop: 0...999, [.constant(To.pitch, 37), .link(From.lfo, To.pitch, 50)] + own)
    for (side, mask) in [(0, 1), (1, 2)] as [(Int, UInt32)] {
      func set(_ region: inout Region) {
        region.link.phaseGroup = phaseGroup
        region.link.isMultichannel = true
        region.link.channelMask = mask
        region.link.isPhaseMaster = side == 0
        change(&region)
      }
      if side == 0 { set(&master) } else { set(&slave) }
    }
    bank.add(isMasterLast ? [slave, master] : [master, slave])
    bank.add([Region(wave: wave, loop: 0...999)], program: 1)
    return bank
  }

  /// Greatest distance of the two sides.
  private func distance(_ sound: Stereo) -> Float {
    zip(sound.left, sound.right).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private static let moves: [Event] =
    Event.parameter(0, 0, 12 << 7) + (0..<40).map { .wheel(1000 + $0 * 331, $0 * 400) }
    + Event.parameter(15_000, 1, 9000)

  @Test(arguments: [false, true])
  func `both sides stay together whatever moves the pitch`(isMasterLast: Bool) throws {
    let events = Event.fullVolume() + Self.moves + [.on(7, 67)]
    let locked = try TestSynthesizer(pair(isMasterLast: isMasterLast)).render(events, frames: 24_000)
    #expect(distance(locked) == 0)
    #expect(locked.onset != nil && (locked.left.max() ?? 0) > 0.4)
    let free = try TestSynthesizer(pair(phaseGroup: 0)).render(events, frames: 24_000)
    #expect(distance(free) > 0.3)
    // It is the master that is heard.
    #expect(locked.left == free.left)
  }

  @Test func `a pair stays together beside other voices of its group`() throws {
    for others in 0..<9 {
      let before = (0..<others).map { Event.on($0 * 10, UInt8(40 + $0), 1, channel: 1) }
      let events = Event.fullVolume() + [.program(0, 1, channel: 1), .control(0, 7, 0, channel: 1)] + before
      let sound = try TestSynthesizer(pair()).render(events + Self.moves + [.on(501)], frames: 9600)
      #expect(distance(sound) == 0)
      #expect(sound.onset == 502)
    }
  }

  @Test func `a steal takes both sides`() throws {
    let synthesizer = try TestSynthesizer(pair()) { $0.voiceLimit = 3 }
    let events = Event.fullVolume() + [.on(0, 60), .program(10, 1), .on(20, 61), .on(4800, 62)]
    let sound = synthesizer.render(events, frames: 9600)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 2)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 2)
    // What is left is in the middle.
    #expect(distance(Stereo(left: Array(sound.left[5000...]), right: Array(sound.right[5000...]))) < 1e-6)
  }

  @Test func `a pair begins as a whole or not at all`() throws {
    let single = try TestSynthesizer(pair()) { $0.voiceLimit = 1 }
    #expect(single.render([.on(0)], frames: 480).isSilent)
    #expect(single.statistics.value(of: .voicesRefused) == 2)
    let two = try TestSynthesizer(pair()) { $0.voiceLimit = 2 }
    _ = two.render([.on(0, 60), .on(100, 61), .on(200, 62)], frames: 4800)
    #expect(two.statistics.integer(.voicesSounding) == 2)
    #expect(two.statistics.value(of: .voicesStolen) == 4)
  }

  @Test func `a burst of pairs finds room for each`() throws {
    let synthesizer = try TestSynthesizer(pair()) { $0.voiceLimit = 64 }
    let events = Event.fullVolume() + (0..<300).map { Event.on($0 * 7, UInt8(30 + $0 % 80)) }
    let sound = synthesizer.render(events, frames: 4800)
    #expect(synthesizer.statistics.value(of: .voicesStarted) == 600)
    #expect(synthesizer.statistics.value(of: .voicesRefused) == 0)
    #expect(synthesizer.statistics.integer(.voicesSounding) <= 64)
    #expect(distance(sound) < 1e-4)
  }

  @Test func `a cut of one side takes the other along`() throws {
    var bank = pair([.seconds(To.eg1Release, 5)])
    bank.collection.instruments[0].regions[0].keyGroup = 1
    bank.collection.instruments[0].regions[1].keyGroup = 0
    let wave = bank.add(wave: [0])
    var cutter = Region(wave: wave, keys: 0...0)
    cutter.keyGroup = 1
    bank.collection.instruments[0].regions[0].keys = 1...127
    bank.collection.instruments[0].regions[1].keys = 1...127
    bank.collection.instruments[0].regions.append(cutter)
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0, 60), .on(4800, 0)], frames: 9600)
    #expect((4801...5540).contains(sound.right.lastIndex { $0 != 0 } ?? 0))
    #expect((4801...5540).contains(sound.left.lastIndex { $0 != 0 } ?? 0))
  }

  @Test func `a side that outlives its master goes on without a step`() throws {
    var bank = TestBank()
    let short = bank.add(wave: [Int16](repeating: 0, count: 2400))
    let long = bank.add(wave: Signal.sine(period: 100, count: 1000))
    var master = Region(wave: short, [.link(From.vibrato, To.pitch, 50)])
    var slave = Region(wave: long, loop: 0...999, [.constant(To.pitch, 300)])
    master.link.phaseGroup = 5
    master.link.isPhaseMaster = true
    slave.link.phaseGroup = 5
    bank.add([master, slave])
    let events = Event.fullVolume() + [.on(0)] + (0..<10).map { .on(3000 + $0 * 100, 61, 1) }
    let sound = try TestSynthesizer(bank).render(events, frames: 24_000)
    #expect(Signal.greatestStep(sound.left) < 0.026)
    // At the last pitch of the master, whose vibrato stood at 0.203 turns.
    let last = 480 * exp2(50 * sin(2 * .pi * 0.203) / 1200)
    #expect(abs(Signal.cents(Signal.frequency(sound.left, near: last, from: 4800) / last)) < 1.5)
    #expect(Signal.component(sound.left, 4800..<14_400, hertz: last).amplitude > 0.3)
  }

  @Test func `a stereo wave is at full scale on both sides, and pan moves it without a step`() throws {
    var bank = EngineBank()
    let sides = [Int16.max, .min].map { bank.add(wave: [Int16](repeating: $0, count: 64), loop: 0...63) }
    for (side, wave) in sides.enumerated() {
      bank.add(wave: wave) {
        $0.phaseGroup = 1
        $0.isPhaseMaster = side == 0
        $0.channelPan = side == 0 ? -0.5 : 0.5
      }
    }
    let synthesizer = TestSynthesizer(bank.compiled())
    let moves: [Event] = [.control(4800, 10, 127), .control(9600, 10, 0), .control(14_400, 10, 64)]
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)] + moves, frames: 19_200)
    for frame in [100, 4799, 19_199] {
      #expect(abs(Signal.decibels(Double(sound.left[frame]))) < 0.01)
      #expect(abs(Signal.decibels(Double(-sound.right[frame]))) < 0.01)
    }
    // Hard right: nothing is left on the left but half the power of its channel.
    #expect(abs(sound.left[9000] - 0.7071) < 0.001)
    #expect(abs(sound.right[9000] - (0.7071 - 1)) < 0.001)
    #expect(abs(sound.right[14_000] - -0.7071) < 0.001)
    for side in [sound.left, sound.right] { #expect(Signal.greatestStep(side.dropFirst(1)) < 0.006) }
  }
}
