// SPDX-License-Identifier: MIT
// Decibels, cents and time cents against values that a book gives.

import Realtime
import Testing

/// Whether two numbers agree to about eleven digits.
private func agree(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-11 * max(abs(right), 1) }

@Suite struct `A unit` {
  @Test(arguments: [(0, 1), (20, 10), (-20, 0.1), (-6.020599913279624, 0.5), (-96.32959861247399, 0x1p-16)])
  func `of decibels is an amplitude`(decibels: Double, amplitude: Double) {
    #expect(agree(Decibels(decibels).amplitude, amplitude))
    #expect(agree(Decibels(amplitude: amplitude).value, decibels))
  }

  @Test(arguments: [(0, 1), (1200, 2), (-2400, 0.25), (100, 1.0594630943592953), (701.9550008653874, 1.5)])
  func `of cents is a ratio of frequencies`(cents: Double, ratio: Double) {
    #expect(agree(Cents(cents).frequencyRatio, ratio))
    #expect(agree(Cents(frequencyRatio: ratio).value, cents))
  }

  @Test(arguments: [(6900, 440), (5700, 220), (0, 8.175798915643707), (12_700, 12_543.853951415975)])
  func `of absolute cents is a frequency`(cents: Double, hertz: Double) {
    #expect(agree(Cents(cents).hertz, hertz))
    #expect(agree(Cents(hertz: hertz).value, cents))
  }

  @Test(arguments: [(0, 1), (1200, 2), (-12_000, 0.0009765625), (-1200, 0.5)])
  func `of time cents is a duration`(timeCents: Double, seconds: Double) {
    #expect(agree(TimeCents(timeCents).seconds, seconds))
    #expect(agree(TimeCents(seconds: seconds).value, timeCents))
  }

  @Test func `has a value for nothing at all`() {
    #expect(Decibels(amplitude: 0) == Decibels(-.infinity))
    #expect(Decibels(-.infinity).amplitude == 0)
    #expect(TimeCents(seconds: 0) == TimeCents(-.infinity))
    #expect(TimeCents(-.infinity).seconds == 0)
  }

  @Test func `is ordered as what it measures is`() {
    #expect(Decibels(-6) < Decibels(0) && Cents(-1) < Cents(1) && TimeCents(-100) < TimeCents(0))
  }
}
