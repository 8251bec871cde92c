// SPDX-License-Identifier: MIT
// What voices send to the effects: how much, and when. The test's own thread.

import DLS
import Glibc
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct SendTests {
  /// Frames of GS's delay of a fifth of e^(−0.2) seconds.
  private static let delayFrames = Int(0.2 * exp(-0.2) * 48_000)
  /// What the limiter looks ahead.
  private static let latency = 72

  /// A synthesizer whose reverb is one echo, without feedback: what is sent comes back as it was, later.
  private static func echoing(
    _ bank: TestBank, outputs: OutputLayout = .stereo
  ) throws -> TestSynthesizer {
    let synthesizer = try TestSynthesizer(bank) {
      $0.hasEffects = true
      $0.layout.outputs = outputs
    }
    Self.prepare(synthesizer)
    return synthesizer
  }

  private static func prepare(_ synthesizer: TestSynthesizer) {
    synthesizer.exclusive(Exclusive.gs(0x40, 1, 0x30, 6))
    synthesizer.exclusive(Exclusive.gs(0x40, 1, 0x35, 0))
    _ = synthesizer.render(frames: 480)
  }

  /// A level of one half for 20 ms.
  private static func bank(_ connections: [Connection] = []) -> TestBank {
    .one([Int16](repeating: 16_384, count: 960), connections)
  }

  /// The share that a note of 20 ms sends: its echo over the note, both of which have the pan of the middle.
  private static func share(_ connections: [Connection] = [], _ events: [Event] = []) throws -> Double {
    let synthesizer = try echoing(bank(connections))
    let sound = synthesizer.render(Event.fullVolume() + events + [.on(10)], frames: 10_000)
    let echo = sound.left[10 + latency + delayFrames + 480]
    return Double(echo / sound.left[10 + latency + 480])
  }

  @Test(arguments: [0, 1, 40, 64, 127] as [UInt8])
  func `CC91 is a share of the amplitude`(value: UInt8) throws {
    #expect(abs(try Self.share([], [.control(0, 91, value)]) - Double(value) / 128) < 1e-4)
  }

  @Test func `power-on sends 31 percent to the reverb and nothing to the chorus`() throws {
    #expect(abs(try Self.share() - 40.0 / 128) < 1e-4)
    let synthesizer = try TestSynthesizer(Self.bank()) { $0.hasEffects = true }
    _ = synthesizer.render([.on(0)], frames: 480)
    #expect(synthesizer.statistics.integer(.effectsSounding) == 2, "the reverb and the limiter")
  }

  @Test(arguments: [(250, 0.25), (1000, 1), (3000, 1), (-500, 0)])
  func `a region sends what its articulation says, within 0 and 1`(tenths: Int, share: Double) throws {
    let own: [Connection] = [.constant(Connection.To.reverb, Double(tenths))]
    #expect(abs(try Self.share(own, [.control(0, 91, 0)]) - share) < 1e-4)
  }

  @Test func `connections to the sends are followed`() throws {
    let velocity: [Connection] = [.link(Connection.From.keyOnVelocity, Connection.To.reverb, 500)]
    #expect(abs(try Self.share(velocity, [.control(0, 91, 0)]) - 0.5 * 127 / 128) < 1e-4)
    let half: [Connection] = [.link(Connection.From.cc0 + 91, Connection.To.reverb, 500)]
    #expect(abs(try Self.share(half, [.control(0, 91, 64)]) - 0.25) < 1e-4)
  }

  @Test func `a drum and an unregistered parameter have their say`() throws {
    let send = Event.unregistered(0, 120, [16], 8192 + 300)
    #expect(abs(try Self.share([], [.control(0, 91, 0)] + send) - 0.3) < 1e-4)
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 960))
    bank.add([Region(wave: wave)], isDrum: true)
    let synthesizer = try Self.echoing(bank)
    synthesizer.exclusive(Exclusive.gs(0x41, 0x05, 60, 32))
    let events = Event.fullVolume(channel: 9) + [.control(0, 91, 127, channel: 9), .on(10, channel: 9)]
    let sound = synthesizer.render(events, frames: 10_000)
    let echo = sound.left[10 + Self.latency + Self.delayFrames + 480] / sound.left[10 + Self.latency + 480]
    #expect(abs(Double(echo) - 127.0 / 128 * 32 / 127) < 1e-4)
  }

  @Test func `a SoundFont's sends are those of its generators and modulators`() throws {
    typealias Code = SoundFont.Code
    func share(_ generators: [SoundFont.Generator], _ value: UInt8) throws -> Double {
      let synthesizer = try TestSoundFont.level(generators).synthesizer { $0.hasEffects = true }
      Self.prepare(synthesizer)
      let events = Event.fullVolume() + [.control(0, 91, value), .on(10), .off(970)]
      let sound = synthesizer.render(events, frames: 10_000)
      let echo = sound.left[10 + Self.latency + Self.delayFrames + 480]
      return Double(echo / sound.left[10 + Self.latency + 480])
    }
    // 20 % of CC91 by default.
    #expect(abs(try share([], 64) - 0.1) < 1e-4)
    #expect(abs(try share([SoundFont.Generator(Code.reverbSend, 300)], 0) - 0.3) < 1e-4)
    #expect(abs(try share([SoundFont.Generator(Code.reverbSend, 300)], 64) - 0.4) < 1e-4)
  }

  @Test(arguments: [0, 1, 63, 64, 777], [1, 64, 1000])
  func `what is sent is as exact as its note`(frame: Int, block: Int) throws {
    let synthesizer = try Self.echoing(Self.bank())
    let events: [Event] = [.control(0, 91, 127), .on(frame)]
    let sound = synthesizer.render(events, frames: 10_000, block: block)
    let first = frame + Self.latency
    #expect(sound.onset == first)
    let end = sound.left[first...].firstIndex { $0 == 0 }
    #expect(end == first + 960)
    #expect(sound.left[(first + 960)...].firstIndex { $0 != 0 } == first + Self.delayFrames)
  }

  @Test func `a send that is turned up or down moves along a line of 10 ms and at most a cell`() throws {
    let synthesizer = try Self.echoing(.level())
    let events: [Event] = [.control(0, 91, 0), .on(0), .control(20_000, 91, 127), .control(30_000, 91, 0)]
    let sound = synthesizer.render(Event.fullVolume() + events, frames: 48_000)
    let wet = sound.left[12_000...].map { $0 - sound.left[11_999] }
    let full: Float = 0.5 * 0.7071 * 127 / 128
    #expect(abs((wet.max() ?? 0) - full) < 1e-4)
    #expect(Signal.greatestStep(wet) < full / 470)
    let rise = wet.firstIndex { $0 > 1e-6 } ?? 0
    #expect(abs(rise - (20_000 + Self.latency + Self.delayFrames - 12_000)) <= 1)
    #expect(wet[rise + 475] < full * 0.999 && wet[rise + 546] > full * 0.999)
    #expect(abs(wet[wet.count - 1]) < 1e-7)
  }

  @Test func `who sends nothing costs nothing, and keeps the effects asleep`() throws {
    let synthesizer = try TestSynthesizer(.level()) { $0.hasEffects = true }
    let dry = try TestSynthesizer(.level())
    let events = Event.fullVolume() + [.control(0, 91, 0), .on(5)]
    let sound = synthesizer.render(events, frames: 9600)
    #expect(synthesizer.statistics.integer(.effectsSounding) == 1, "the limiter alone")
    let expected = dry.render(events, frames: 9600)
    let isSame = Array(sound.left[Self.latency...]) == Array(expected.left.dropLast(Self.latency))
    #expect(isSame)
  }

  @Test func `the effects of all channels come back on the first bus`() throws {
    let synthesizer = try Self.echoing(Self.bank(), outputs: .channels)
    let events = Event.fullVolume(channel: 5) + [.control(0, 91, 127, channel: 5), .on(10, channel: 5)]
    let buses = synthesizer.renderBuses(events, frames: 10_000)
    #expect(buses[5].onset == 10 + Self.latency && buses[5].heardFrames == 10 + Self.latency + 960)
    #expect(buses[0].onset == 10 + Self.latency + Self.delayFrames)
    #expect(buses[1].isSilent)
  }

  @Test func `the chorus hears CC93, and sends on to the reverb`() throws {
    let synthesizer = try TestSynthesizer(Self.bank()) { $0.hasEffects = true }
    let events: [Event] = [.control(0, 91, 0), .control(0, 93, 127), .on(0)]
    let chorus = synthesizer.render(events, frames: 4800)
    #expect(chorus.heardFrames > 960 + Self.latency + 200)
    #expect(synthesizer.statistics.integer(.effectsSounding) == 2, "chorus and limiter")
    let sending = try TestSynthesizer(Self.bank()) { $0.hasEffects = true }
    sending.exclusive(Exclusive.universal([4, 5, 1, 1, 1, 1, 2, 4, 127]))
    let both = sending.render(events, frames: 24_000)
    #expect(both.heardFrames == 24_000)
    #expect(sending.statistics.integer(.effectsSounding) >= 2, "the reverb sounds, though nothing was sent to it")
  }
}
