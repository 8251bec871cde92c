// SPDX-License-Identifier: MIT
// Connections on their way into a region (`dls.md` 1.9, 3). Any thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct ArticulationTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  private func region(_ own: [Connection]) -> (region: CompiledArticulation, links: CompiledArticulation.Links) {
    var region = CompiledArticulation()
    let links = region.apply(Articulation(own: own))
    return (region, links)
  }

  @Test func `without connections the defaults apply`() {
    let (region, links) = region([])
    let values = region.parameters
    #expect(abs(RealtimeMath.hertz(ofAbsoluteCents: values[Parameter.lfoFrequency.index]) - 5) < 1e-4)
    #expect(abs(RealtimeMath.hertz(ofAbsoluteCents: values[Parameter.vibratoFrequency.index]) - 5) < 1e-4)
    #expect(abs(RealtimeMath.seconds(ofTimeCents: values[Parameter.lfoDelay.index]) - 0.01) < 1e-6)
    #expect(abs(RealtimeMath.seconds(ofTimeCents: values[Parameter.vibratoDelay.index]) - 0.01) < 1e-6)
    #expect(abs(RealtimeMath.seconds(ofTimeCents: values[Parameter.eg1Shutdown.index]) - 0.015) < 1e-6)
    #expect(values[Parameter.eg1Sustain.index] == 1 && values[Parameter.eg2Sustain.index] == 1)
    #expect(values[Parameter.cutoff.index] == .infinity && values[Parameter.resonance.index] == 0)
    for time: Parameter in [
      .eg1Delay, .eg1Attack, .eg1Hold, .eg1Decay, .eg1Release, .eg2Delay, .eg2Attack, .eg2Hold, .eg2Decay, .eg2Release,
    ] {
      #expect(values[time.index] == -.infinity)
    }
    for still: Parameter in [.pitch, .gain, .pan] { #expect(values[still.index] == 0) }
    #expect(region.velocityToGain == 1 && region.volumeToGain == 1 && region.expressionToGain == 1)
    #expect(region.centsPerKey == 100 && region.panControlDepth == 0.508)
    // Live by default: the wheel, fine tuning and the sends; nothing is taken when a note begins.
    #expect(
      links.live.map(\.source).sorted() == [From.pitchWheel, From.cc0 + 91, From.cc0 + 93, From.rpn1])
    #expect(links.note.isEmpty && links.omittedCount == 0)
  }

  @Test func `parameters are as many as there is room for`() {
    #expect(Parameter.allCases.map(\.index) == Array(0..<24))
  }

  @Test func `a region's own connections replace the instrument's, all of them`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64))
    var own = Region(wave: wave, keys: 0...60, loop: 0...63, [.constant(To.pan, 100)])
    var none = Region(wave: wave, keys: 61...127, loop: 0...63)
    none.articulation = nil
    bank.add([own, none], articulation: [.constant(To.gain, -120)])
    let synthesizer = try TestSynthesizer(bank)
    let first = synthesizer.render(Event.fullVolume() + [.control(0, 10, 64), .on(0, 60)], frames: 200)
    #expect(first.right[100] > 0.35)
    _ = synthesizer.render([.control(0, 120, 0)], frames: 960)
    #expect(
      try abs(TestSynthesizer(bank).render(Event.fullVolume() + [.on(0, 61)], frames: 200).gain(at: 100) - -12) < 0.05)
    // An empty articulation of its own replaces the instrument's too.
    own.articulation = []
    var empty = TestBank()
    _ = empty.add(wave: [Int16](repeating: 16_384, count: 64))
    empty.add([own], articulation: [.constant(To.gain, -120)])
    #expect(try abs(TestSynthesizer(empty).render(Event.fullVolume() + [.on(0)], frames: 200).gain(at: 100)) < 0.05)
  }

  @Test func `the last of two in one list wins`() {
    let region = region([.constant(To.pitch, 50), .constant(To.pitch, 70)]).region
    #expect(region.parameters[Parameter.pitch.index] == 70)
  }

  @Test func `ends are put in order with their curves`() throws {
    let swapped = Connection.link(From.cc0 + 1, To.pitch, 50, control: From.lfo, transform: 0x8400 | 0x0100)
    func depths(_ own: [Connection]) -> [ModulationLink] {
      region(own).links.live.filter { if case .depth(.lfo) = $0.kind { true } else { false } }
    }
    let link = try #require(depths([swapped]).first)
    #expect(link.source == From.cc0 + 1 && link.control == From.none && link.scale == 50)
    // The curve of the controller, which was the source: inverted and concave.
    #expect(ControllerCurve.source(link.transform).bits == 0x21)
    // And it replaces the one written the other way round.
    let straight = Connection.link(From.lfo, To.pitch, 99, control: From.cc0 + 1)
    #expect(depths([straight, swapped]).map(\.scale) == [50])
  }

  private static let variants: [(String, Double, UInt16)] = [
    ("the default", -960, 0x8400), ("Level 1's sign", 960, 0x8400), ("no curve at all", 960, 0),
    ("the curve in the wrong nibble", -960, 0x0001), ("not inverted", 960, 0x0400),
  ]

  @Test(arguments: variants)
  func `louder velocities are louder, whatever the file says`(name: String, scale: Double, transform: UInt16) throws {
    let bank = TestBank.level([.link(From.keyOnVelocity, To.gain, scale, transform: transform)])
    for (velocity, decibels) in [(127, 0.0), (64, -11.905), (32, -23.946)] {
      let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0, 60, UInt8(velocity))], frames: 200)
      #expect(abs(sound.gain(at: 100) - decibels) < 0.05)
    }
  }

  @Test(arguments: [(0.0, 0x8400, 0.0), (-480, 0x8400, -5.952), (-960, 0x8000, -47.25), (-960, 0x8800, -91.9)])
  func `an explicit velocity curve is taken as it stands, and alone`(
    scale: Double, transform: UInt16, decibels: Double
  ) throws {
    let bank = TestBank.level([.link(From.keyOnVelocity, To.gain, scale, transform: transform)])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0, 60, 64)], frames: 200)
    // Convex of 63: 1 + 5/12·log10(63/127) = 0.8732.
    let expected = transform == 0x8800 ? -960 * 0.8732 / 10 : decibels
    #expect(abs(sound.gain(at: 100) - expected) < 0.05)
  }

  @Test func `unknown destinations and generators into fixed ones are left out`() {
    let (region, links) = region([
      .constant(0x208, 1000), .constant(0x999, 7), .link(From.lfo, To.eg1Attack, 1000), .link(From.eg1, To.gain, 500),
    ])
    let plain = self.region([])
    #expect(Parameter.allCases.allSatisfy { region.parameters[$0.index] == plain.region.parameters[$0.index] })
    #expect(links.live.count == plain.links.live.count && links.note.count == plain.links.note.count)
  }

  @Test(
    arguments: [(1, -0.5), (2, 0.5), (3, 0), (4, 0), (8, 0), (0x10, -0.5), (0x20, 0.5), (0x600, 0)]
      as [(UInt32, Double)])
  func `a multichannel link has a fixed place`(mask: UInt32, pan: Double) throws {
    let bank = TestBank.level {
      $0.link.isMultichannel = true
      $0.link.channelMask = mask
    }
    let events = Event.fullVolume() + [.control(0, 10, 127), .on(0)]
    let sound = try TestSynthesizer(bank).render(events, frames: 200)
    #expect(abs(Double(sound.left[100]) - 0.5 * cos(.pi / 2 * (pan + 0.5))) < 1e-4)
    #expect(abs(Double(sound.right[100]) - 0.5 * sin(.pi / 2 * (pan + 0.5))) < 1e-4)
  }
}
