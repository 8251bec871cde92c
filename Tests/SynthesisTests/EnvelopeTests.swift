// SPDX-License-Identifier: MIT
// The volume envelope (`dls.md` 4.2, 9.2). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct EnvelopeTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// Renders a note of key 60 and velocity 127 with these connections; level and gain can be read off.
  private func render(
    _ connections: [Connection], key: UInt8 = 60, velocity: UInt8 = 127, _ events: [Event] = [], frames: Int
  ) throws -> Stereo {
    let all = Event.fullVolume() + [.on(0, key, velocity)] + events
    return try TestSynthesizer(.level(connections)).render(all, frames: frames)
  }

  @Test func `nothing sounds in the delay, and the wave runs`() throws {
    let bank = TestBank.ramp([.seconds(To.eg1Delay, 0.1)])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 6000)
    #expect(sound.onset == 4800)
    #expect(abs(Double(sound.left[5000]) * 32_768 / 0.5.squareRoot() - 5000) < 1)
  }

  @Test(arguments: [0.05, 0.1, 0.25])
  func `the attack is a straight line of amplitude`(seconds: Double) throws {
    let frames = Int(seconds * 48_000)
    let sound = try render([.seconds(To.eg1Attack, seconds)], frames: frames + 500)
    for share in [0.1, 0.25, 0.5, 0.75, 0.9, 1] {
      let frame = Int(Double(frames) * share)
      #expect(abs(Double(sound.left[frame]) / 0.353_553 - share) < 0.001)
    }
    #expect(sound.left[0] == 0)
  }

  @Test func `the level is held before it decays`() throws {
    let sound = try render([.seconds(To.eg1Hold, 0.1), .seconds(To.eg1Decay, 1)], frames: 9700)
    // The default sustain is full: without one of its own the decay has no way to go.
    #expect(abs(sound.gain(at: 9600)) < 0.01)
    let decaying = try render(
      [.seconds(To.eg1Hold, 0.1), .seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0)], frames: 9700)
    #expect(abs(decaying.gain(at: 4800)) < 0.01)
    #expect(abs(decaying.gain(at: 9600) - -9.6) < 0.05)
  }

  @Test func `a decay of a second falls by 48 dB in half of it`() throws {
    let sound = try render([.seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0)], frames: 48_100)
    for (frame, decibels) in [(12_000, -24.0), (24_000, -48), (36_000, -72)] {
      #expect(abs(sound.gain(at: frame) - decibels) < 0.05)
    }
    #expect(sound.heardFrames <= 48_064)
  }

  @Test(arguments: [0.0005, 0.003, 0.01, 0.015, 0.04, 0.0639, 0.0641, 0.1, 0.5], [0, 500.0])
  func `a decay is on its line at every frame, however steep`(seconds: Double, sustain: Double) throws {
    let hold = Connection.seconds(To.eg1Hold, 0.0103)
    let sound = try render([hold, .seconds(To.eg1Decay, seconds), .constant(To.eg1Sustain, sustain)], frames: 24_000)
    let slope = -96 / (seconds * 48_000)
    let floor = sustain > 0 ? -48.0 : -90
    // Stages are of whole frames.
    let rounding = sustain > 0 ? abs(slope) / 2 : 0
    for frame in 494..<23_999 {
      let expected = max(floor, Double(frame - 494) * slope)
      if sustain == 0, expected <= floor { break }
      #expect(abs(sound.gain(at: frame) - expected) < 0.2 + rounding, "frame \(frame)")
      if expected == floor { #expect(abs(sound.gain(at: frame + 1) - floor) < 0.05) }
    }
  }

  @Test func `what moves beside a steep release is heard as it is beside none`() throws {
    let moving: [Connection] = [
      .link(From.lfo, To.gain, 60), .hertz(To.lfoFrequency, 20), .seconds(To.lfoStartDelay, 0),
      .constant(To.gain, -100),
    ]
    let events: [Event] = [.control(4900, 7, 60), .control(4950, 10, 100)]
    let still = try render(moving + [.seconds(To.eg1Release, 40)], events + [.off(4801)], frames: 6000)
    let steep = try render(moving + [.seconds(To.eg1Release, 0.02)], events + [.off(4801)], frames: 6000)
    for frame in 0..<700 {
      let fall = -96 * Double(frame) * (1 / 960.0 - 1 / (40 * 48_000.0))
      #expect(abs(steep.gain(at: 4801 + frame) - still.gain(at: 4801 + frame) - fall) < 0.05)
    }
  }

  @Test(arguments: [(500.0, -48.0), (750, -24), (900, -9.6), (1000, 0)])
  func `sustain is a share of 96 dB`(sustain: Double, decibels: Double) throws {
    let sound = try render([.seconds(To.eg1Decay, 0.1), .constant(To.eg1Sustain, sustain)], frames: 9600)
    #expect(abs(sound.gain(at: 6000) - decibels) < 0.05)
    #expect(abs(sound.gain(at: 9599) - decibels) < 0.05)
  }

  @Test func `a sustain of nothing ends the voice`() throws {
    let connections: [Connection] = [.seconds(To.eg1Decay, 0.01), .constant(To.eg1Sustain, 0)]
    let synthesizer = try TestSynthesizer(.level(connections))
    #expect(synthesizer.render(Event.fullVolume() + [.on(0)], frames: 2000).heardFrames <= 544)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0)
    let none = try render([.seconds(To.eg1Decay, 0), .constant(To.eg1Sustain, 0)], frames: 100)
    #expect(none.isSilent)
  }

  @Test func `the release is a rate`() throws {
    let full = try render([.seconds(To.eg1Release, 1)], [.off(4800)], frames: 20_000)
    #expect(abs(full.gain(at: 4800)) < 0.01)
    #expect(abs(full.gain(at: 16_800) - -24) < 0.05)
    let sustained = try render(
      [.seconds(To.eg1Release, 0.2), .seconds(To.eg1Decay, 0.05), .constant(To.eg1Sustain, 500)], [.off(4800)],
      frames: 12_000)
    #expect(abs(sustained.gain(at: 4800 + 2400) - -72) < 0.05)
    // From −48 dB the other half takes half of the time.
    #expect((9500...9664).contains(sustained.heardFrames))
  }

  @Test(arguments: [0, 1, 31, 63, 64, 1000, 2400])
  func `a release in the attack goes on from there`(off: Int) throws {
    let connections: [Connection] = [.seconds(To.eg1Attack, 0.1), .seconds(To.eg1Release, 1)]
    let sound = try render(connections, [.off(off)], frames: 24_000)
    let amplitude = Double(off) / 4800
    guard off > 0 else {
      #expect(sound.isSilent)
      return
    }
    #expect(abs(Double(sound.left[off]) / 0.353_553 - amplitude) < 0.001)
    #expect(abs(sound.gain(at: off + 4800) - (Signal.decibels(amplitude) - 9.6)) < 0.1)
    #expect(Signal.greatestStep(sound.left) < 0.001)
  }

  @Test func `a release without length is gone within 5 ms and makes no click`() throws {
    let sound = try render([.seconds(To.eg1Release, 0)], [.off(4800)], frames: 9600)
    #expect((4801...5040).contains(sound.heardFrames))
    #expect(Signal.greatestStep(sound.left.dropFirst(1)) < 0.005)
  }

  @Test func `keys scale decay and hold, velocities the attack`() throws {
    let decay = try render(
      [.seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0), .link(From.keyNumber, To.eg1Decay, 1200)], key: 69,
      frames: 24_100)
    #expect(abs(decay.gain(at: 24_000) - -33.03) < 0.1)
    let hold = try render(
      [
        .seconds(To.eg1Hold, 0.1), .seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0),
        .link(From.keyNumber, To.eg1Hold, 1200),
      ], key: 64, frames: 12_000)
    #expect(abs(hold.gain(at: 6700)) < 0.05)
    #expect(abs(hold.gain(at: 6788 + 4800) - -9.6) < 0.1)
    // 1200 time cents · 64/128 make 0.1 s 0.1414 s.
    let attack = try render(
      [
        .seconds(To.eg1Attack, 0.1), .link(From.keyOnVelocity, To.eg1Attack, 1200),
        .link(From.keyOnVelocity, To.gain, 0, transform: 0x8400),
      ], velocity: 64, frames: 9600)
    #expect(abs(Double(attack.left[3394]) / 0.353_553 - 0.5) < 0.001)
  }

  @Test func `exactly no time stays no time, whatever is added`() throws {
    let sound = try render([.link(From.keyOnVelocity, To.eg1Attack, 6000)], frames: 200)
    #expect(abs(sound.gain(at: 0)) < 0.01)
  }

  @Test(arguments: [0x7FFF_FFFF, 1, -1, -0x7FFF_FFFF] as [Int32])
  func `no number in a file makes sound that is no number`(scale: Int32) throws {
    let destinations: [UInt16] = [
      To.gain, To.pitch, To.pan, To.eg1Attack, To.eg1Decay, To.eg1Release, To.eg1Sustain, To.eg1Delay, To.eg1Hold,
      To.eg1Shutdown, To.eg2Attack, To.eg2Decay, To.lfoFrequency, To.lfoStartDelay, To.vibratoFrequency,
      To.filterCutoff, To.filterQ,
    ]
    let sources: [UInt16] = [From.none, From.lfo, From.keyOnVelocity, From.keyNumber, From.eg2, From.pitchWheel]
    for source in sources {
      let connections = destinations.map {
        Connection(source: source, control: From.none, destination: $0, transform: 0, scale: scale)
      }
      let sound = try render(connections, [.wheel(50, 100), .off(300)], frames: 600)
      #expect(sound.left.allSatisfy { $0.isFinite && abs($0) < 4 })
    }
  }
}

struct ShutdownTests {
  private typealias To = Connection.Destination

  /// The level of the sound of the first note alone is asked for, so the second one is silent: velocity 1.
  private func residue(_ change: (inout Region) -> Void, key: UInt8, shutdown: Double? = nil) throws -> Stereo {
    let connections: [Connection] =
      [.seconds(To.eg1Release, 5)] + (shutdown.map { [.seconds(To.eg1Shutdown, $0)] } ?? [])
    let bank = TestBank.level(connections, change: change)
    let events = Event.fullVolume() + [.on(0, 60, 127), .on(4800, key, 1)]
    return try TestSynthesizer(bank).render(events, frames: 9600)
  }

  @Test func `the same key shuts its old voice down in 15 ms`() throws {
    let sound = try residue({ _ in }, key: 60)
    // The second note, 84 dB down, is heard too.
    #expect(abs(sound.gain(at: 4800 + 480) - -64) < 1)
    #expect(sound.gain(at: 4800 + 720) < -60)
    #expect(Signal.greatestStep(sound.left.dropFirst(1)) < 0.01)
  }

  @Test func `a key group shuts the others down in 15 ms`() throws {
    let sound = try residue({ $0.keyGroup = 3 }, key: 72)
    #expect(abs(sound.gain(at: 4800 + 256) - -34.13) < 0.1)
    #expect(sound.gain(at: 4800 + 720) < -60)
  }

  @Test(arguments: [4800, 4801, 4831, 4863], [60, 72] as [UInt8])
  func `a shutdown is on its line at every frame`(cut: Int, key: UInt8) throws {
    let bank = TestBank.level([.seconds(To.eg1Release, 5)]) { $0.keyGroup = 3 }
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0), .on(cut, key, 1)], frames: 9600)
    let silent = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(cut, key, 1)], frames: 9600)
    for frame in 0..<480 {
      let heard = Double(sound.left[cut + frame] - silent.left[cut + frame]) / (0.5 * 0.5.squareRoot())
      #expect(abs(Signal.decibels(heard) - -96 * Double(frame) / 720) < 0.2)
    }
  }

  @Test func `shutdown takes the time that the file says`() throws {
    let sound = try residue({ $0.keyGroup = 3 }, key: 72, shutdown: 0.1)
    #expect(abs(sound.gain(at: 4800 + 1200) - -24) < 0.1)
  }

  @Test func `other keys and other groups go on`() throws {
    #expect(try residue({ _ in }, key: 61).gain(at: 9000) > -0.1)
    #expect(try residue({ $0.isSelfNonExclusive = true }, key: 60).gain(at: 9000) > -0.1)
  }

  @Test func `a key group belongs to its channel, and two groups to themselves`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64))
    var first = Region(wave: wave, keys: 0...60, loop: 0...63)
    first.keyGroup = 1
    var second = Region(wave: wave, keys: 61...127, loop: 0...63)
    second.keyGroup = 2
    bank.add([first, second])
    let events = Event.fullVolume() + Event.fullVolume(channel: 1)
    let other = try TestSynthesizer(bank).render(events + [.on(0), .on(100, 72, 1)], frames: 4800)
    #expect(other.gain(at: 4000) > -0.1)
    let elsewhere = try TestSynthesizer(bank).render(events + [.on(0), .on(100, 59, 1, channel: 1)], frames: 4800)
    #expect(elsewhere.gain(at: 4000) > -0.1)
  }

  @Test func `layers of one note with one key group sound together`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64))
    var region = Region(wave: wave, loop: 0...63)
    region.keyGroup = 1
    bank.add([region, region])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 2000)
    #expect(abs(sound.gain(at: 1900) - 6.02) < 0.05)
  }

  @Test(arguments: [240, 4800])
  func `one note-off ends a key that was struck twice`(distance: Int) throws {
    let synthesizer = try TestSynthesizer(.level())
    let events = Event.fullVolume() + [.on(0), .on(distance), .off(distance + 240)]
    #expect(synthesizer.render(events, frames: 9600).heardFrames < distance + 240 + 481)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0)
  }
}
