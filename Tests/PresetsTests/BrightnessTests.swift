// SPDX-License-Identifier: MIT
// Timbre by velocity, as the engine plays it. Test thread.

import Testing

@Suite struct BrightnessTests {
  /// Instruments that are brighter the harder they are played: pianos, guitars but the saturated ones and the
  /// flageolet, basses, strings, brass and reeds. Not the harpsichord (7), organs, or bells, which are bright anyhow; the
  /// short plucks of pizzicato and harp (46, 47), timpani (48), and the FM bass (40) change less.
  private static let bright = [1...6, 25...29, 33...39, 41...45, 49...52, 57...72].flatMap { Array($0) }
  /// Of these the bright piano and what changes least on high keys.
  private static let slight: Set<Int> = [2, 4, 5, 25, 26, 27, 28, 33, 34, 35, 36, 37, 38, 43]

  @Test(arguments: bright) func `a hard note is brighter than a soft one`(number: Int) throws {
    let stage = try EngineStage.shared()
    for key in [48, 60, 72] {
      let notes = stage.notes(
        program: number, keys: [40, 120].map { Key(number: key, velocity: $0) }, seconds: 0.75)
      let (soft, hard) = (Spectrum.centroidHertz(notes[0].mono()), Spectrum.centroidHertz(notes[1].mono()))
      // A fifth of it is plain to hear; a hundredth is more than the same note differs from itself.
      #expect(hard > soft * (Self.slight.contains(number) ? 1.03 : 1.19), "key \(key): \(soft) and \(hard) Hz")
    }
  }

  @Test func `an organ has one timbre for all velocities`() throws {
    let notes = try EngineStage.shared().notes(
      program: 17, keys: [40, 120].map { Key(number: 60, velocity: $0) }, seconds: 0.75)
    let ratio = Spectrum.centroidHertz(notes[1].mono()) / Spectrum.centroidHertz(notes[0].mono())
    #expect(abs(ratio - 1) < 0.01)
  }
}
