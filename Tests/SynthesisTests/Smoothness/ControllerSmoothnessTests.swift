// SPDX-License-Identifier: MIT
// No controller makes a step above −80 dBFS, whatever it is connected to. The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ControllerSmoothnessTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// What a quarter turn of constant-power pan in 10 ms bends by: (π/2 / 480)².
  private static let panCurvature = 1.07e-5

  private static let levels = [
    Turn("CC7 to nothing", [.control(0, 7, 0)]),
    Turn("CC7 by one", [.control(0, 7, 126)]),
    Turn("CC7 from nothing", before: [.control(0, 7, 0)], [.control(0, 7, 127)]),
    Turn("CC7 to and fro", (0..<20).map { .control($0 * 97, 7, $0 % 2 == 0 ? 0 : 127) }),
    Turn("CC11", [.control(0, 11, 40)]),
    Turn("CC10 to the left", [.control(0, 10, 0)], curvature: panCurvature / 4),
    Turn("CC10 from side to side", before: [.control(0, 10, 0)], [.control(0, 10, 127)], curvature: panCurvature),
    Turn("the wheel", [.wheel(0, 16_383)]),
    Turn("all controllers reset", before: [.control(0, 11, 20)], [.control(0, 121, 0)]),
  ]

  private static let pressure = Connection.link(From.channelPressure, To.gain, -400)
  private static let tremolo: [Connection] = [
    .link(From.lfo, To.gain, 60, control: From.cc0 + 1), .hertz(To.lfoFrequency, 5), .seconds(To.lfoStartDelay, 0),
    .constant(To.gain, -70),
  ]
  /// A depth in dB goes along an exponential: (6 dB in 10 ms)².
  private static let tremoloCurvature = 3e-6

  private static let links = [
    Turn("channel pressure to gain", of: [pressure], [.pressure(0, 127)]),
    Turn("channel pressure to gain, back", of: [pressure], before: [.pressure(0, 127)], [.pressure(0, 0)]),
    Turn("channel pressure to gain, by one", of: [pressure], [.pressure(0, 1)]),
    Turn("a stream of pressure", of: [pressure], (0..<60).map { .pressure($0 * 7, UInt8($0 * 2)) }),
    Turn(
      "poly pressure to gain", of: [.link(From.polyPressure, To.gain, -200)],
      [Event(time: .zero, 0xA0, 60, 127)]),
    Turn("the wheel to gain", of: [.link(From.pitchWheel, To.gain, -200)], [.wheel(0, 16_383)]),
    Turn("CC1 to pan", of: [.link(From.cc0 + 1, To.pan, 500)], [.control(0, 1, 127)], curvature: panCurvature),
    Turn("CC1 to the depth of a tremolo", of: tremolo, [.control(0, 1, 127)], curvature: tremoloCurvature),
    Turn(
      "the depth of a tremolo reset", of: tremolo, before: [.control(0, 1, 127)], [.control(0, 121, 0)],
      curvature: tremoloCurvature),
    Turn(
      "a gain that is cut at 0 dB", of: [.link(From.cc0 + 1, To.gain, 400)], before: [.control(0, 1, 127)],
      [.control(0, 1, 0), .control(0, 7, 100)]),
  ]

  @Test(arguments: levels, [48_000, 800])
  private func `volume, expression, pan and the wheel make no step`(turn: Turn, period: Int) throws {
    try expectSmooth(turn.step(period: period))
  }

  @Test(arguments: links, [48_000, 800])
  private func `what a connection makes of a controller is no step`(turn: Turn, period: Int) throws {
    try expectSmooth(turn.step(period: period))
  }

  @Test(arguments: [false, true])
  func `a connection arrives within 10 ms and a cell, whatever else moves`(wheelMoves: Bool) throws {
    let bank = TestBank.level([.link(From.channelPressure, To.gain, -200 * 128 / 127)])
    let wheel = wheelMoves ? (0..<10).map { Event.wheel(4700 + 97 * $0, 8192 + $0) } : []
    let events = Event.fullVolume() + [.on(0), .pressure(4831, 127)] + wheel
    let sound = try TestSynthesizer(bank).render(events, frames: 9600)
    #expect(abs(sound.gain(at: 4831)) < 0.01)
    // Half of the way from 1 to 0.1, along a line.
    #expect(abs(sound.left[4831 + 240] / sound.left[4831] - 0.55) < 0.01)
    #expect(abs(sound.gain(at: 4831 + 480 + 64) - -20) < 0.01)
  }

  @Test(
    arguments: [
      Exclusive.universal([4, 1, 0, 0]), Exclusive.universal([4, 2, 0, 0]), Exclusive.gs(0x40, 0, 4, 10),
      Exclusive.gs(0x40, 0, 6, 1), Exclusive.gs(0x40, 0x11, 0x19, 30), Exclusive.gs(0x40, 0x11, 0x1C, 20),
    ] as [[UInt8]])
  func `messages to the whole instrument make no step`(message: [UInt8]) throws {
    var tone = SlowTone()
    tone.curvature = Self.panCurvature
    try expectSmooth(tone.step([], [], exclusive: [message]))
  }

  @Test(arguments: [91, 93] as [UInt8], [(0, 127), (127, 0), (40, 41)] as [(UInt8, UInt8)])
  func `a send makes no step in what comes back`(number: UInt8, values: (UInt8, UInt8)) throws {
    // An echo, or a chorus of which no LFO is heard in a tone of 1 Hz; 12 dB lower, so that the limiter rests. The chorus
    // gives back the corners of a line at two moving taps, some of them side by side, and reads them along cubics that
    // overshoot by a fifteenth of a frame's rise: there the narrow widths count, and 6 dB more are allowed.
    let widths = number == 91 ? Steps.widths : [1, 2, 3]
    let bound = number == 91 ? SlowTone.bound / 4 : SlowTone.bound / 2
    var tone = SlowTone()
    tone.frames = 12_000
    tone.configure = {
      $0.hasEffects = true
      $0.gain = Decibels(-12)
    }
    let before: [Event] = [.control(0, 91, number == 91 ? values.0 : 0), .control(0, 93, number == 93 ? values.0 : 0)]
    let echo = [Exclusive.gs(0x40, 1, 0x30, 6), Exclusive.gs(0x40, 1, 0x35, 0)]
    for place in SlowTone.places {
      let frame = tone.peak + place
      let synthesizer = try TestSynthesizer(tone.bank, change: tone.configure)
      for message in echo { synthesizer.exclusive(message) }
      let events = Event.fullVolume() + before + [.on(0), .control(frame, number, values.1)]
      let sound = synthesizer.render(events, frames: frame + tone.frames)
      for side in [sound.left, sound.right] {
        let step = Steps.greatest(Array(side[(frame - 200)...]), widths: widths, period: 48_000)
        #expect(step < bound)
      }
    }
  }
}
