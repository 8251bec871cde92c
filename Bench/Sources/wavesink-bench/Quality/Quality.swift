// SPDX-License-Identifier: MIT
// The interpolators beside each other: noise, aliasing and level.

import Foundation

/// How well the interpolators read sines, in both synthesizers.
struct Quality: Encodable {
  /// A measure, over a range of shifts, in dB: one number for each interpolator.
  struct Row: Encodable {
    let measure: String
    let lowestShift: Int
    let highestShift: Int
    /// In the order of `titles`; nil where nothing falls into the row.
    let decibels: [Double?]
  }

  let titles: [String]
  let rows: [Row]
  /// The least signal to noise of the sinc, of sines in the lower two octaves of the spectrum, up to an octave upwards.
  let sincSignalToNoise: Double
  /// The least that our cubic is ahead of libfluidsynth's 4th order in a row of signal to noise.
  let cubicLead: Double

  private static let ranges = [-24 ... -13, -12 ... -1, 0...0] + upward
  private static let upward = [1...12, 13...24]
  private static let all = -24...24
  private static let lower = "signal to noise, sines up to 6 kHz"
  private static let upper = "signal to noise, sines above"

  /// Measures all of them.
  init() throws {
    let bank = try ToneBank.bytes()
    var readings: [[ToneReading]] = []
    var sweeps: [[SweepReading]] = []
    for side in ReadingSide.allCases {
      let synth = try side.synthesizer(bank: bank)
      readings.append(try ToneReading.all(synth))
      sweeps.append(try SweepReading.all(synth))
    }
    titles = ReadingSide.allCases.map(\.title)
    rows =
      Quality.rows(of: readings)
      + Quality.rows("aliasing of a sweep", Quality.upward, sweeps) { $0.map(\.level).max() }
    let sinc = ReadingSide.allCases.firstIndex(of: .sinc) ?? 0
    sincSignalToNoise = readings[sinc].filter { $0.isLow && $0.shift <= 12 }.leastSignalToNoise ?? 0
    cubicLead = Quality.lead(of: .cubic, over: .peerCubic, rows)
  }

  private static func rows(of readings: [[ToneReading]]) -> [Row] {
    rows(lower, ranges, readings) { $0.filter(\.isLow).leastSignalToNoise }
      + rows(upper, ranges, readings) { $0.filter { !$0.isLow }.leastSignalToNoise }
      + rows("level, what comes out up to 10 kHz", [all], readings) { $0.leastLevel(in: 0...10_000) }
      + rows("level, what comes out from there to 18 kHz", [all], readings) { $0.leastLevel(in: 10_000...18_000) }
      + rows("aliasing of a sine", upward, readings) { $0.greatestAlias }
  }

  /// A row for each range of shifts.
  private static func rows<Reading: ShiftedReading>(
    _ measure: String, _ ranges: [ClosedRange<Int>], _ readings: [[Reading]], _ value: ([Reading]) -> Double?
  ) -> [Row] {
    ranges.map { range in
      let decibels = readings.map { its in value(its.filter { range.contains($0.shift) }) }
      return Row(
        measure: measure, lowestShift: range.lowerBound, highestShift: range.upperBound, decibels: decibels)
    }
  }

  private static func lead(of side: ReadingSide, over other: ReadingSide, _ rows: [Row]) -> Double {
    let places = [side, other].compactMap { ReadingSide.allCases.firstIndex(of: $0) }
    let leads = rows.filter { $0.measure == lower || $0.measure == upper }.compactMap { row -> Double? in
      guard let its = row.decibels[places[0]], let others = row.decibels[places[1]] else { return nil }
      return its - others
    }
    return leads.min() ?? 0
  }
}

/// A measurement at a shift in semitones.
private protocol ShiftedReading {
  var shift: Int { get }
}

extension ToneReading: ShiftedReading {}
extension SweepReading: ShiftedReading {}

extension [ToneReading] {
  fileprivate var leastSignalToNoise: Double? { compactMap(\.signalToNoise).min() }
  fileprivate var greatestAlias: Double? { filter { $0.signalToNoise == nil }.map(\.level).max() }

  fileprivate func leastLevel(in hertz: ClosedRange<Double>) -> Double? {
    filter { $0.signalToNoise != nil && hertz.contains($0.shiftedHertz) }.map(\.level).min()
  }
}
