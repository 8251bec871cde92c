// SPDX-License-Identifier: MIT
// The pitch of every program, as the engine plays it. Test thread.

import Glibc
import Testing

@Suite struct PlayedTuningTests {
  private static let keys = [24, 36, 48, 60, 72, 84, 96]

  private func hertz(_ key: Int) -> Double { 440 * exp2(Double(key - 69) / 12) }

  /// Programs 1 to 119 have a pitch on each of these keys; a reversed cymbal (120) and the sound effects (121 to 128)
  /// have none.
  @Test(arguments: 1...119) func `a program is in tune within two cents, in its octave`(number: Int) throws {
    let notes = try EngineStage.shared().notes(
      program: number, keys: Self.keys.map { Key(number: $0) }, seconds: PitchNature.seconds(program: number))
    #expect(notes.count == Self.keys.count)
    for (key, note) in zip(Self.keys, notes) {
      let fault = PitchMeasure.fault(
        pitched(note, program: number, key: key), hertz: hertz(key), nature: PitchNature(program: number))
      #expect(fault == nil, "key \(key)")
    }
  }

  /// The part of a note that has its pitch: what follows the attack; all of a short stroke, from the middle of a window
  /// on.
  private func pitched(_ note: RenderedNote, program: Int, key: Int) -> [Float] {
    guard PitchNature.isShort(program: program, key: key) else { return note.mono(from: 0.25) }
    return [Float](repeating: 0, count: 8192) + note.mono()
  }

  /// Every family, and each nature.
  @Test(arguments: [1, 12, 15, 17, 20, 22, 25, 33, 41, 48, 49, 56, 57, 65, 74, 79, 81, 87, 88, 98, 100, 104, 116, 119])
  func `a note that is an octave, a fifth, a semitone or four cents away is found out`(number: Int) throws {
    let nature = PitchNature(program: number)
    let note = try EngineStage.shared().notes(program: number, keys: [Key(number: 60)], seconds: 1.25)[0]
    let samples = pitched(note, program: number, key: 60)
    for cents in [-1200.0, -700, -100, -4, 4, 100, 700, 1200] {
      let hertz = hertz(60) * exp2(cents / 1200)
      #expect(PitchMeasure.fault(samples, hertz: hertz, nature: nature) != nil, "\(cents) cents")
    }
  }
}
