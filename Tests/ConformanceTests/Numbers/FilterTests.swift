// SPDX-License-Identifier: MIT
// The filter within 0.25 dB of its formula, to 60 dB below the peak. The test's thread.

import DLS
import Foundation
import Testing

struct FilterTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  private static let resonances = [0, 3, 6, 9, 12, 15, 19, 22.5]
  /// From 200 Hz to 7998.6 Hz in equal steps.
  private static let cutoffs = (0..<64).map { 200 * pow(7998.6 / 200, Double($0) / 63) }

  /// The impulse through 16 of the 64 filters of a resonance, a spectrum each.
  private func spectra(_ indices: Range<Int>, resonance: Double) throws -> [Spectrum] {
    // A low filter with a high resonance rings for a third of a second.
    let frames = Self.cutoffs[indices.lowerBound] < 800 ? 16_384 : 4096
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.impulse)
    for (program, index) in indices.enumerated() {
      bank.add(
        [.plain(wave, [.hertz(To.filterCutoff, Self.cutoffs[index]), .constant(To.filterQ, resonance * 10)])],
        program: UInt8(program))
    }
    // A slot more, so that a note that ends by its wave does not sound into the next.
    let slots = indices.indices.map { [Cue.program(0, UInt8($0 - indices.lowerBound)), .on(0), .off(frames)] }
    let song = ProbeSong(slots: slots, of: frames + 480)
    let sound = try Renderer.wavesink.render(song, [bank.bytes()])
    return slots.indices.map { slot in
      let start = slot * (frames + 480)
      return Spectrum(sound.left[start..<(start + frames)])
    }
  }

  @Test(arguments: resonances, [0..<16, 16..<32, 32..<48, 48..<64])
  func `the response of every filter is that of the formula`(resonance: Double, indices: Range<Int>) throws {
    let full = Double(Int16.max) / 32_768 * 0.5.squareRoot()
    for (index, spectrum) in zip(indices, try spectra(indices, resonance: resonance)) {
      let ideal = AllPole.specified(cutoff: Self.cutoffs[index], resonance: resonance)
      let count = spectrum.magnitudes.count - 1
      let frequencies = (0...count).map { Double($0) / Double(count) * 24_000 }
      let expected = frequencies.map { ideal.gain(at: $0) }
      let floor = (expected.max() ?? 0) - 60
      var worst = (error: 0.0, hertz: 0.0)
      for bin in 0...count where frequencies[bin] >= 20 && expected[bin] > floor {
        let error = abs(Signal.decibels(spectrum.magnitudes[bin] / full) - expected[bin])
        if !(error <= worst.error) { worst = (error, frequencies[bin]) }
      }
      #expect(
        worst.error < 0.25, "cutoff \(Self.cutoffs[index]) Hz, resonance \(resonance) dB: at \(worst.hertz) Hz")
    }
  }

  @Test(arguments: resonances) func `a filter that is swept has the response of each moment`(resonance: Double) throws {
    // 320 cents a second: an octave and a bit around 960 Hz in four seconds.
    let frames = 192_000
    let base = 960 * exp2(-700 / 1200.0)
    let bank = ProbeBank.sine([
      .hertz(To.filterCutoff, base), .constant(To.filterQ, resonance * 10), .constant(To.gain, -200),
      .link(From.eg2, To.filterCutoff, 12_800), .seconds(To.eg2Attack, 40),
    ])
    let sound = try Renderer.wavesink.render(ProbeSong(frames: frames, [.on(0, 72)]), [bank.bytes()])
    var worst = (error: 0.0, frame: 0)
    for frame in stride(from: 4800, to: frames - 1000, by: 960) {
      // Ten milliseconds, in which the cutoff moves by three cents.
      let found = sound.sineLevel(frame..<(frame + 500), hertz: 960) + 20
      let cents = Double(frame + 250) / Double(frames) * 1280
      let error = abs(found - AllPole.specified(cutoff: base * exp2(cents / 1200), resonance: resonance).gain(at: 960))
      if !(error <= worst.error) { worst = (error, frame) }
    }
    #expect(worst.error < 0.25, "at frame \(worst.frame)")
  }

  @Test func `the formula of these tests gives the table's numbers`() {
    for (cutoff, resonance, hertz, gain) in [(441.0, 0.0, 441.0, -4.0), (200, 0, 441, -15.7), (1760, 20, 0.1, -10)] {
      #expect(abs(AllPole.specified(cutoff: cutoff, resonance: resonance).gain(at: hertz) - gain) < 0.1)
    }
  }
}
