// SPDX-License-Identifier: MIT
// The pitch is constant over a cell: how much of the control grid is heard in a vibrato. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct VibratoTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// dB of the strongest line within 120 Hz of `hertz`, under a window whose side lobes are at −92 dB.
  private func level(_ sound: [Float], near hertz: Double) -> Double {
    let count = 65_536
    let part = (0..<count).map { frame in
      let turn = 2 * .pi * Double(frame) / Double(count)
      let window = 0.35875 - 0.48829 * cos(turn) + 0.14128 * cos(2 * turn) - 0.01168 * cos(3 * turn)
      return Double(sound[12_000 + frame]) * window
    }
    let lines = Spectrum(part[...]).magnitudes
    let perLine = 48_000 / Double(count)
    let range = Int((hertz - 120) / perLine)...Int((hertz + 120) / perLine)
    return Signal.decibels(lines[range].max() ?? 0)
  }

  /// The strongest sideband at the control rate and its multiples, relative to the tone.
  private func sideband(hertz: Double, cents: Double) throws -> Double {
    var bank = TestBank()
    let period = 480
    let turn = (0..<period).map { Float(sin(2 * .pi * Double($0) / Double(period))) }
    let own: [Connection] = [
      .link(From.vibrato, To.pitch, cents), .hertz(To.vibratoFrequency, 8),
      .constant(To.pitch, 1200 * log2(hertz / 100)),
    ]
    bank.add([Region(wave: bank.add(floats: turn), loop: 0...(period - 1), own)])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 80_000).left
    let tone = level(sound, near: hertz)
    var greatest = -Double.infinity
    for multiple in [1, 2, 3, 4, -1, -2, -3, -4] as [Double] {
      // What lies below 0 Hz is heard above it.
      let place = (hertz + 750 * multiple).magnitude
      guard place > 250, (place - hertz).magnitude > 300 else { continue }
      greatest = max(greatest, level(sound, near: place) - tone)
    }
    return greatest
  }

  /// Within a cell the pitch stays behind or before its course, at most 1.7 cents at either end: the phase goes to and fro
  /// by 64/48000 s · 0.1 % of the tone's turns, and so the sidebands rise with the tone. At 480 Hz they are 74 dB below it.
  @Test(arguments: [(220, -85), (480, -72), (1000, -66), (4000, -56)] as [(Double, Double)])
  func `the control grid is not heard in a vibrato of 50 cents`(hertz: Double, bound: Double) throws {
    let strongest = try sideband(hertz: hertz, cents: 50)
    #expect(strongest < bound)
    // What is measured is the vibrato's, and not the window's or the interpolator's.
    #expect(try sideband(hertz: hertz, cents: 0) < -120)
  }
}
