// SPDX-License-Identifier: MIT
// What the generators of a SoundFont sound like (SoundFont 2.04, 8.1). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct SoundFontSoundTests {
  private typealias Code = SoundFont.Code
  private typealias Generator = SoundFont.Generator

  private func expect(
    _ bank: TestSoundFont, key: UInt8 = 60, _ events: [Event] = [], cents: Double,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let sound = try bank.synthesizer().render(Event.fullVolume() + events + [.on(0, key)], frames: 24_000)
    let expected = 480 * exp2(cents / 1200)
    let found = Signal.frequency(sound.left, near: expected)
    #expect(abs(Signal.cents(found / expected)) < 0.1, "\(found) Hz, not \(expected)", sourceLocation: location)
    #expect(Signal.component(sound.left, 0..<12_000, hertz: expected).amplitude > 0.3, sourceLocation: location)
  }

  @Test(arguments: [36, 59, 60, 61, 84] as [UInt8])
  func `a key is a semitone`(key: UInt8) throws { try expect(.sine(), key: key, cents: 100 * (Double(key) - 60)) }

  @Test func `root key, coarse and fine tuning, scale tuning and the sample's correction add up`() throws {
    try expect(.sine([Generator(Code.rootKey, 72)]), key: 72, cents: 0)
    try expect(.sine([Generator(Code.coarseTune, -5), Generator(Code.fineTune, 37)]), cents: -463)
    try expect(.sine([Generator(Code.scaleTuning, 50)]), key: 72, cents: 600)
    try expect(.sine([Generator(Code.scaleTuning, 0)]), key: 100, cents: 0)
    var bank = TestSoundFont.sine()
    bank.soundFont.samples[0].correctionCents = -20
    try expect(bank, cents: -20)
  }

  @Test func `a preset adds to its instrument, and a fixed key replaces the played one`() throws {
    try expect(.sine([Generator(Code.fineTune, 10)], preset: .make([Generator(Code.fineTune, 15)])), cents: 25)
    try expect(.sine([Generator(Code.key, 67)]), key: 40, cents: 700)
  }

  @Test func `the wheel bends by exactly its range`() throws {
    try expect(.sine(), [.wheel(0, 0)], cents: -200)
    try expect(.sine(), Event.parameter(0, 0, 12 << 7) + [.wheel(0, 12_288)], cents: 600)
  }

  @Test(arguments: [(0, 0.0), (100, -4.0), (500, -20), (1440, -57.6)] as [(Int16, Double)])
  func `attenuation counts four tenths of its centibels`(amount: Int16, decibels: Double) throws {
    let sound = try TestSoundFont.level([Generator(Code.attenuation, amount)]).synthesizer()
      .render(Event.fullVolume() + [.on(0)], frames: 600)
    #expect(abs(sound.gain(at: 300) - decibels) < 0.05)
  }

  @Test(arguments: [(127, 0.0), (100, -4.152), (64, -11.905), (1, -84.152)] as [(UInt8, Double)])
  func `velocity, volume and expression follow the concave curve`(value: UInt8, decibels: Double) throws {
    for events: [Event] in [
      Event.fullVolume() + [.on(10, 60, value)], [.control(0, 7, value), .control(0, 11, 127), .on(10)],
      [.control(0, 7, 127), .control(0, 11, value), .on(10)],
    ] {
      let sound = try TestSoundFont.level().synthesizer().render(events, frames: 600)
      #expect(abs(sound.gain(at: 300) - decibels) < 0.05)
    }
  }

  @Test func `a fixed velocity replaces the played one, but does not choose the zone`() throws {
    var bank = TestSoundFont.level([Generator(Code.velocity, 64)])
    bank.soundFont.instruments[0].zones[0].velocities = 100...127
    let loud = try bank.synthesizer().render(Event.fullVolume() + [.on(0, 60, 127)], frames: 600)
    #expect(abs(loud.gain(at: 300) - -11.905) < 0.05)
    #expect(try bank.synthesizer().render(Event.fullVolume() + [.on(0, 60, 64)], frames: 600).isSilent)
  }

  @Test func `decay and release fall by 100 dB in their time, sustain counts centibels`() throws {
    let bank = TestSoundFont.level([
      Generator(Code.eg1Decay, 0), Generator(Code.eg1Sustain, 300), Generator(Code.eg1Release, 0),
    ])
    let sound = try bank.synthesizer().render(Event.fullVolume() + [.on(0), .off(48_000)], frames: 96_000)
    // The attack of 0.98 ms comes first.
    #expect(abs(sound.gain(at: 47 + 4800) - -10) < 0.05)
    #expect(abs(sound.gain(at: 40_000) - -30) < 0.05)
    #expect(abs(sound.gain(at: 48_000 + 9600) - -50) < 0.05)
  }

  @Test func `hold and decay are those of key 60, and change by the key`() throws {
    let bank = TestSoundFont.level([
      Generator(Code.eg1Hold, -1200), Generator(Code.keyToEG1Hold, 100), Generator(Code.eg1Decay, -1200),
      Generator(Code.keyToEG1Decay, 50), Generator(Code.eg1Sustain, 960),
    ])
    for (key, hold, decay) in [(60, 0.5, 0.5), (72, 0.25, 0.353_553), (48, 1, 0.707_107)] as [(UInt8, Double, Double)] {
      let sound = try bank.synthesizer().render(Event.fullVolume() + [.on(0, key)], frames: 96_000)
      let corner = 47 + Int(hold * 48_000)
      #expect(abs(sound.gain(at: corner - 10)) < 0.05)
      #expect(abs(sound.gain(at: corner + Int(decay * 4800)) - -10) < 0.1)
    }
  }

  @Test func `the default delay is none: a note begins at its frame`() throws {
    let bank = TestSoundFont.one([Int16](repeating: 16_384, count: 64), loop: 0..<64)
    let sound = try bank.synthesizer().render(Event.fullVolume() + [.on(100)], frames: 400)
    // An attack of a millisecond is silent at its first frame.
    #expect(sound.onset == 101)
  }

  @Test func `pan goes from side to side`() throws {
    for (amount, left, right) in [(-500, 0.5, 0.0), (500, 0, 0.5), (0, 0.353_553, 0.353_553)] as [(Int16, Float, Float)]
    {
      let sound = try TestSoundFont.level([Generator(Code.pan, amount)]).synthesizer()
        .render(Event.fullVolume() + [.on(0)], frames: 600)
      #expect(abs(sound.left[300] - left) < 1e-4 && abs(sound.right[300] - right) < 1e-4)
    }
  }

  @Test func `sample offsets move the beginning, the end and the loop`() throws {
    let ramp = (0..<32_000).map { Int16($0) }
    func first(_ generators: [Generator]) throws -> Stereo {
      try TestSoundFont.one(ramp, generators + [Generator(Code.eg1Attack, -12_000)]).synthesizer()
        .render(Event.fullVolume() + [.on(0)], frames: 33_000)
    }
    func value(_ sound: Stereo, _ frame: Int) -> Double { Double(sound.left[frame]) * 32_768 / 0.5.squareRoot() }
    #expect(try abs(value(first([Generator(Code.startOffset, 700)]), 1000) - 1700) < 1)
    #expect(try first([Generator(Code.endOffset, -30_000)]).heardFrames == 2000)
    let looped = try TestSoundFont.one(ramp, loop: 1000..<2000, [Generator(Code.loopEndOffset, 500)]).synthesizer()
      .render(Event.fullVolume() + [.on(0)], frames: 4000)
    #expect(abs(value(looped, 2499) - 2499) < 1 && abs(value(looped, 2600) - 1100) < 1)
  }

  @Test func `24 bits are heard where 16 are silent`() throws {
    var bank = TestSoundFont.level()
    bank = TestSoundFont.one([Int16](repeating: 0, count: 64), loop: 0..<64)
    bank.add(lowBytes: [UInt8](repeating: 128, count: 64))
    let sound = try bank.synthesizer().render(Event.fullVolume() + [.on(0)], frames: 600)
    #expect(abs(Double(sound.left[300]) / (0.5 / 32_768 * 0.5.squareRoot()) - 1) < 1e-3)
  }

  @Test func `a bank of 128 is for drums`() throws {
    var bank = TestSoundFont()
    bank.add(sample: [Int16](repeating: 16_384, count: 64), loop: 0..<64)
    bank.add([.make([Generator(Code.sampleModes, 1)])], bank: 128)
    #expect(try bank.synthesizer().render([.on(0, channel: 0)], frames: 600).isSilent)
    #expect(try !bank.synthesizer().render([.on(0, channel: 9)], frames: 600).isSilent)
  }
}
