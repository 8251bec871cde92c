// SPDX-License-Identifier: MIT
// Balance of the built-in bank. Test thread.

import DLS
import Testing

@Suite struct BankLoudnessTests {
  /// Short strokes cannot be as loud as a held note within full scale: they may lie lower.
  private static let short: Set<Int> = [8, 14, 29, 37, 38, 46, 56, 106, 107, 108, 114, 116]
  /// These begin with a slow swell, or are not meant for this key.
  private static let slow: Set<Int> = [120, 123, 126, 127]

  @Test(arguments: Array(1...128).filter { !slow.contains($0) })
  func `a note on middle C is as loud as in the other programs`(number: Int) throws {
    let loudness = Loudness.decibels(
      try PlayedNote(instrument: try PresetFiles.program(number), key: 60, velocity: 100).samples())
    let low = Self.short.contains(number) ? -26.0 : -22.0
    #expect(loudness > low && loudness < -15.5, "\(loudness) dB")
  }

  @Test(arguments: Array(1...119).filter { !slow.contains($0) })
  func `the keys of a program are balanced`(number: Int) throws {
    let program = try PresetFiles.program(number)
    let levels = try [48, 60, 72].map {
      Loudness.decibels(try PlayedNote(instrument: program, key: $0, velocity: 100).samples())
    }
    let spread = (levels.max() ?? 0) - (levels.min() ?? 0)
    #expect(spread < 6, "\(levels)")
  }

  @Test func `a soft note is softer by the velocity curve at least`() throws {
    for number in [1, 33, 49, 57] {
      let program = try PresetFiles.program(number)
      let hard = Loudness.decibels(try PlayedNote(instrument: program, key: 60, velocity: 110).samples())
      let soft = Loudness.decibels(try PlayedNote(instrument: program, key: 60, velocity: 40).samples())
      #expect(hard - soft > 17.5)
    }
  }
}
