// SPDX-License-Identifier: MIT
// What is special about the pitch of some programs, and why. Any thread.

/// What lines a pitched program has by its nature.
enum PitchNature {
  /// Its harmonics.
  case harmonic
  /// A rank or layer an octave lower as well, with its harmonics: organs with sixteen-foot stops (17 to 20), an
  /// orchestra with its basses (56), bass + lead (88).
  case octaveBelow
  /// A line near the fifth above: the second mode of a kettle (48), the fifth of a layer (87, 98).
  case fifthAbove
  /// Its harmonics, whose tremolo (45) has side lines on the lowest key as far away as other pitches would be.
  case tremolo

  init(program: Int) {
    switch program {
    case 17...20, 56, 88: self = .octaveBelow
    case 48, 87, 98: self = .fifthAbove
    case 45: self = .tremolo
    default: self = .harmonic
    }
  }

  /// On high keys short strokes have died away where others become steady: xylophone, muted guitar, pizzicato, shamisen,
  /// wood block.
  static func isShort(program: Int, key: Int) -> Bool { key > 60 && [14, 29, 46, 107, 116].contains(program) }

  /// Seconds that tell the pitch. The strings of a honky-tonk piano (4) lie so close together in the bass that one of
  /// their beats lasts longer than the others' whole notes.
  static func seconds(program: Int) -> Double { program == 4 ? 8 : 1.75 }
}
