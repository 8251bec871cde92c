// SPDX-License-Identifier: MIT
// The low-pass filter against its specification (`dls.md` 4.4). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct FilterTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// The spectrum of what a single full sample becomes, relative to no filter; dB.
  private func response(_ connections: [Connection]) throws -> (Double) -> Double {
    let wave = [Int16.max] + [Int16](repeating: 0, count: 16_000)
    let sound = try TestSynthesizer(.one(wave, connections)).render(Event.fullVolume() + [.on(0)], frames: 16_000)
    let plain = 32_767.0 / 32_768 * 0.5.squareRoot()
    return { hertz in
      var (real, imaginary) = (0.0, 0.0)
      for frame in 0..<16_000 {
        real += Double(sound.left[frame]) * cos(2 * .pi * hertz * Double(frame) / 48_000)
        imaginary += Double(sound.left[frame]) * sin(2 * .pi * hertz * Double(frame) / 48_000)
      }
      return Signal.decibels(hypot(real, imaginary) / plain)
    }
  }

  @Test(arguments: [200.0, 441, 1000, 3333, 4000, 7998.6], [0.0, 6, 13.3, 22.5])
  func `the magnitude is that of the formula`(cutoff: Double, resonance: Double) throws {
    let gain = try response([.hertz(To.filterCutoff, cutoff), .constant(To.filterQ, resonance * 10)])
    let ideal = AllPole.specified(cutoff: cutoff, resonance: resonance)
    var greatest = 0.0
    for hertz in [0, 50, 150, 441, 1000, 2500, 5000, 9000, 15_000, cutoff * 0.9, cutoff, cutoff * 1.1] {
      let expected = ideal.gain(at: hertz)
      guard expected > -60 else { continue }
      greatest = max(greatest, abs(gain(hertz) - expected))
    }
    #expect(greatest < 0.25)
    #expect(abs(gain(0) - -resonance / 2) < 0.25)
  }

  @Test(arguments: [
    (200.0, 0.0, 0.016666, 0.983471), (1000, 6, 0.113522, 0.969925), (7998.6, 22.5, 0.805834, 0.968496),
  ])
  func `the formula of this test gives the table's numbers`(
    cutoff: Double, resonance: Double, theta: Double, radius: Double
  ) {
    let ideal = AllPole.specified(cutoff: cutoff, resonance: resonance)
    #expect(abs(ideal.b2.squareRoot() - radius) < 2e-5)
    #expect(abs(acos(-ideal.b1 / 2 / radius) - theta) < 2e-4)
  }

  @Test func `the filter is off at the highest number, whatever would move it`() throws {
    let connections: [Connection] = [
      Connection(source: 0, control: 0, destination: To.filterCutoff, transform: 0, scale: .max),
      .constant(To.filterQ, 225), .link(From.lfo, To.filterCutoff, -12_000), .link(From.eg2, To.filterCutoff, -9000),
    ]
    let plain = try TestSynthesizer(.sine()).render([.on(0)], frames: 4800)
    #expect(try TestSynthesizer(.sine(connections)).render([.on(0)], frames: 4800) == plain)
  }

  @Test(arguments: [0.0, 225])
  func `the filter is open at half the sample rate, and opens on the way there`(resonance: Double) throws {
    for link: [Connection] in [[], [.link(From.eg2, To.filterCutoff, 9600)]] {
      let base = link.isEmpty ? 24_001.0 : 2000
      let gain = try response([.hertz(To.filterCutoff, base), .constant(To.filterQ, resonance)] + link)
      for hertz in [0, 1000, 10_000, 20_000] { #expect(abs(gain(Double(hertz))) < 0.05) }
    }
    let gains = try [8000.0, 10_000, 14_000, 19_000, 23_000].map { cutoff in
      try response([.hertz(To.filterCutoff, cutoff), .constant(To.filterQ, resonance)])(15_000)
    }
    #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `the modulation envelope, velocity and key move the cutoff`() throws {
    let links: [[Connection]] = [
      [.link(From.eg2, To.filterCutoff, 2400)], [.link(From.keyOnVelocity, To.filterCutoff, 2400 / 127 * 128)],
      [.link(From.keyNumber, To.filterCutoff, 2400 / 60 * 128)],
    ]
    for link in links {
      let gain = try response([.hertz(To.filterCutoff, 500)] + link)
      #expect(abs(gain(2000) - AllPole.specified(cutoff: 2000, resonance: 0).gain(at: 2000)) < 0.25)
    }
  }

  @Test func `an LFO sweeps the cutoff without a click and without trouble`() throws {
    for (depth, bound) in [(1200.0, Float(1.5)), (2400, 2), (9600, 8), (12_800, 8)] {
      let connections: [Connection] = [
        .hertz(To.filterCutoff, 1000), .constant(To.filterQ, 225), .link(From.lfo, To.filterCutoff, depth),
        .hertz(To.lfoFrequency, 20), .seconds(To.lfoStartDelay, 0),
      ]
      let sound = try TestSynthesizer(.sine(connections)).render(Event.fullVolume() + [.on(0)], frames: 24_000)
      let greatest = sound.left.reduce(Float(0)) { max($0, abs($1)) }
      #expect(sound.left.allSatisfy { $0.isFinite } && greatest > 0.1 && greatest < bound)
    }
  }

  @Test func `voices with and without a filter do not touch each other`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000))
    bank.add([Region(wave: wave, loop: 0...999)])
    bank.add([Region(wave: wave, loop: 0...999, [.hertz(To.filterCutoff, 200)])], program: 1)
    // Eight voices are a group: more than there are groups to keep them apart.
    let synthesizer = try TestSynthesizer(bank) { $0.voiceLimit = 1 }
    let plain = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 960)
    let both = try TestSynthesizer(bank) { $0.voiceLimit = 2 }
    let muted: [Event] = Event.fullVolume() + [.program(0, 1, channel: 1), .control(0, 7, 0, channel: 1)]
    let beside = both.render(muted + [.on(0, channel: 1), .on(0)], frames: 960)
    #expect(plain == beside)
  }

  @Test func `a filter that stands still keeps its bits beside one that sweeps`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: Signal.sine(period: 10, count: 1000))
    bank.add([Region(wave: wave, loop: 0...999, [.hertz(To.filterCutoff, 900)])])
    let sweep: [Connection] = [
      .hertz(To.filterCutoff, 2000), .link(From.lfo, To.filterCutoff, 2400), .link(From.lfo, To.pitch, 50),
      .seconds(To.lfoStartDelay, 0),
    ]
    bank.add([Region(wave: wave, loop: 0...999, sweep)], program: 1)
    let alone = try TestSynthesizer(bank) { $0.voiceLimit = 1 }
    let plain = alone.render(Event.fullVolume() + [.on(0)], frames: 9600)
    let both = try TestSynthesizer(bank) { $0.voiceLimit = 2 }
    let muted: [Event] = Event.fullVolume() + [.program(0, 1, channel: 1), .control(0, 7, 0, channel: 1)]
    let beside = both.render(muted + [.on(0, channel: 1), .on(0)], frames: 9600)
    #expect(plain == beside)
  }
}
