// SPDX-License-Identifier: MIT
// Links as SoundFont modulators need them (SoundFont 2.04, 8.2 and 9.5). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ModulatorTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source
  private static let pitch = UInt8(Parameter.pitch.index)

  /// Cents from 480 Hz of a steady note.
  private func cents(_ bank: CompiledBank, _ events: [Event] = [], near: Double) throws -> Double {
    let sound = TestSynthesizer(bank).render(Event.fullVolume() + events + [.on(0)], frames: 24_000)
    return Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(near / 1200)) / 480)
  }

  @Test(arguments: [(UInt8(0), 0.0), (64, 600), (127, 1190.625)])
  func `a modulator may take another's value for its source`(value: UInt8, expected: Double) throws {
    let links = [
      ModulationLink(source: From.cc0 + 1, feeds: 2, scale: 0.5),
      ModulationLink(source: From.cc0 + 1, feeds: 2, scale: 0.5),
      ModulationLink(source: ModulationLink.Input.linked, parameter: Self.pitch, scale: 1200),
    ]
    #expect(try abs(cents(EngineBank.sine(links: links), [.control(0, 1, value)], near: expected) - expected) < 0.1)
  }

  @Test func `an absolute value has no sign`() throws {
    let link = ModulationLink(
      source: From.cc0 + 1, transform: 0x4000, parameter: Self.pitch, isAbsolute: true, scale: 1200)
    #expect(try abs(cents(EngineBank.sine(links: [link]), [.control(0, 1, 0)], near: 1200) - 1200) < 0.1)
    #expect(try abs(cents(EngineBank.sine(links: [link]), [.control(0, 1, 96)], near: 600) - 600) < 0.1)
  }

  @Test(arguments: [(2, 4096, -100.0), (12, 12_288, 600), (24, 0, -2400)])
  func `the wheel's sensitivity counts whole cents`(semitones: Int, wheel: Int, expected: Double) throws {
    var bank = EngineBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000), loop: 0...999)
    let link = ModulationLink(
      source: From.pitchWheel, control: ModulationLink.Input.wheelSensitivity, transform: 0x4000,
      parameter: Self.pitch, scale: 12_700)
    // In the place of what DLS has for the wheel.
    bank.add(wave: wave, [.link(From.pitchWheel, To.pitch, 0, control: From.rpn0)], links: [link])
    let events = Event.parameter(0, 0, semitones << 7) + [.wheel(0, wheel)]
    #expect(try abs(cents(bank.compiled(), events, near: expected) - expected) < 0.1)
  }

  @Test func `two controllers may scale the depth of an LFO`() throws {
    let link = ModulationLink(
      source: From.cc0 + 1, control: From.cc0 + 16, parameter: UInt8(Parameter.gain.index), kind: .depth(.lfo),
      scale: -12)
    let bank = EngineBank.level([.constant(To.gain, -200), .hertz(To.lfoFrequency, 5)], links: [link])
    let events = Event.fullVolume() + [.control(0, 1, 64), .control(0, 16, 64), .on(0)]
    let sound = TestSynthesizer(bank).render(events, frames: 12_000)
    // A quarter of 12 dB, falling first.
    #expect(abs(sound.gain(at: 480 + 2400) - -23) < 0.05)
    #expect(abs(sound.gain(at: 480 + 7200) - -17) < 0.05)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a value that is no number counts for nothing`(scale: Double) throws {
    let links = [0, 1, 2, 3, 4].map { parameter in
      ModulationLink(source: From.cc0 + 1, control: From.cc0 + 1, parameter: UInt8(parameter), scale: scale)
    }
    let bank = EngineBank.sine([.hertz(To.filterCutoff, 2000)], links: links)
    let events = Event.fullVolume() + [.control(0, 1, 100), .on(0)]
    let sound = TestSynthesizer(bank).render(events, frames: 4800)
    let plain = TestSynthesizer(EngineBank.sine([.hertz(To.filterCutoff, 2000)])).render(events, frames: 4800)
    #expect(sound == plain)
  }

  @Test func `what is fixed when a note begins is asked for once`() throws {
    let connections: [Connection] = [
      .seconds(To.eg1Attack, 0.1), .link(From.cc0 + 16, To.eg1Attack, 1200), .hertz(To.lfoFrequency, 5),
      .link(From.cc0 + 16, To.lfoFrequency, 1200), .link(From.lfo, To.pitch, 50),
    ]
    func render(_ change: [Event]) throws -> Stereo {
      try TestSynthesizer(.sine(connections))
        .render(Event.fullVolume() + [.control(0, 16, 64), .on(0)] + change, frames: 9600)
    }
    let still = try render([])
    let changed = try render([.control(1, 16, 0), .control(3000, 16, 127)])
    // Not the same bits, for cells begin anew where a controller moves: the pitch of the one that is cut was that of its
    // middle, which leaves some thousandths of a frame.
    #expect(zip(still.left, changed.left).allSatisfy { abs($0 - $1) < 3e-4 })
  }

  @Test func `the resonance follows its links while a note sounds`() throws {
    // At 0.9 of the cutoff the filter has its peak: 20 dB over DC.
    let connections: [Connection] = [
      .hertz(To.filterCutoff, 480 / 0.9), .link(From.cc0 + 16, To.filterQ, 200 * 128 / 127),
    ]
    let synthesizer = try TestSynthesizer(.sine(connections))
    let sound = synthesizer.render(Event.fullVolume() + [.on(0), .control(24_000, 16, 127)], frames: 48_000)
    let before = Signal.component(sound.left, 12_000..<24_000, hertz: 480).amplitude
    let after = Signal.component(sound.left, 36_000..<48_000, hertz: 480).amplitude
    #expect(abs(Signal.decibels(after / before) - 13) < 1)
    // And without a click: from −3 to 10 dB on the way.
    #expect(Signal.greatestStep(sound.left) < 0.08)
  }
}
