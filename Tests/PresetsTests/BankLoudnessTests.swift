// SPDX-License-Identifier: MIT
// Balance of the built-in bank, as the engine plays it at full volume. Test thread.

import Testing

@Suite struct BankLoudnessTests {
  /// What each program is aimed at on middle C at velocity 100, in dB below full scale.
  private static let target = -18.0
  /// Decibels by which programs are meant to differ, because all banks have them so: hammers on wood and on many
  /// strings, an agogo, a shamisen, muted strings and a soft pad behind the others, pure tones before them.
  private static let differing = [
    14: -5.5, 16: -5, 29: -2, 79: 4, 80: 3.5, 86: 3.5, 90: -3.5, 107: -4, 114: -3.5,
  ]
  /// Strokes so short that they cannot be as loud within full scale: muted guitar, wood block, tom.
  private static let short: Set<Int> = [29, 116, 118]
  /// Swells, a cymbal's and a helicopter's: they have no one loudness.
  private static let swell: Set<Int> = [120, 126]
  /// Programs whose keys differ more: they move while they sound, and not alike on all keys (39, 96, 101 to 104), are
  /// short (29, 116) or many instruments at once (56).
  private static let uneven: Set<Int> = [29, 39, 56, 96, 101, 102, 103, 104, 116]

  private func loudness(_ number: Int, _ keys: [Key]) throws -> [Double] {
    try EngineStage.shared().notes(program: number, keys: keys, seconds: 0.9).map(Loudness.decibels)
  }

  @Test(arguments: Array(1...128).filter { !swell.contains($0) })
  func `a note on middle C has its place among the other programs, within three decibels`(number: Int) throws {
    let found = try loudness(number, [Key(number: 60)])[0]
    let target = Self.target + (Self.differing[number] ?? 0)
    let under = Self.short.contains(number) ? 7.0 : 3.0
    #expect(found > target - under && found < target + 3, "\(found) dB")
  }

  /// Sound effects (121 to 128) are one sound, not an instrument.
  @Test(arguments: Array(1...119)) func `the keys of a program are balanced within three decibels`(number: Int) throws {
    let levels = try loudness(number, [48, 60, 72].map { Key(number: $0) })
    let spread = (levels.max() ?? 0) - (levels.min() ?? 0)
    #expect(spread < (Self.uneven.contains(number) ? 5 : 3.1), "\(levels)")
  }

  /// The velocity curve alone (DLS 2, concave) makes 17.6 dB; pads that move in level are left out.
  @Test(arguments: [1, 7, 12, 17, 25, 33, 41, 49, 57, 65, 74, 81, 90, 106, 113])
  func `a soft note is softer by the velocity curve at least`(number: Int) throws {
    let levels = try loudness(number, [Key(number: 60, velocity: 110), Key(number: 60, velocity: 40)])
    #expect(levels[0] - levels[1] > 17.4 && levels[0] - levels[1] < 22, "\(levels)")
  }

  @Test(arguments: 1...128) func `a single note at full velocity does not clip`(number: Int) throws {
    let notes = try EngineStage.shared().notes(
      program: number, keys: [36, 60, 84].map { Key(number: $0, velocity: 127) }, seconds: 0.5)
    for note in notes { #expect(note.peak() < 1) }
  }
}
