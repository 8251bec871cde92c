// SPDX-License-Identifier: MIT
// Why a part of a SoundFont is not used. Any thread but audio.

extension SoundFont {
  /// Why a generator is not used (SoundFont 2.04, 7.5 and 8.1).
  public enum GeneratorFault: Sendable {
    /// The specification has no such number.
    case unknown
    /// It means nothing in a preset.
    case notInPreset
    /// `instrument` in an instrument.
    case notInInstrument
    /// A range is not where it must be: keys first, then velocities.
    case outOfPlace
    /// The zone has it again, further on.
    case superseded
  }

  /// Why a modulator is not used (SoundFont 2.04, 7.4 and 8.2).
  public enum ModulatorFault: Sendable, Hashable {
    /// `sfModSrcOper` is not of the specification.
    case source(UInt16)
    /// `sfModAmtSrcOper` is not of the specification.
    case amountSource(UInt16)
    /// `sfModDestOper` is no value generator.
    case destination(UInt16)
    /// `sfModTransOper` is not of the specification.
    case transform(UInt16)
    /// The zone has the same sources and destination again, further on.
    case superseded
    /// It leads to a modulator that the zone does not have.
    case linkOutOfRange(index: Int, count: Int)
    /// It leads to a modulator whose source is not a link, or that is not used itself.
    case linkRefused(index: Int)
    /// It is one of modulators that lead in a circle, or leads into one.
    case linkCircular(index: Int)
    /// Its source is a link, and no modulator leads to it.
    case linkMissing
  }

  /// Why `sm24` is not used (SoundFont 2.04, 6.2).
  public enum LowBytesFault: Sendable, Hashable {
    /// The version is below 2.04.
    case version(Version)
    /// It has not one byte for each sample point of `smpl`.
    case size(found: Int, expected: Int)
    /// There is no `smpl`.
    case withoutHighBytes
  }

  /// A field of `shdr`.
  public enum SampleField: String, Sendable {
    /// Frames a second.
    case dwSampleRate
    /// The recorded key.
    case byOriginalPitch
    /// Mono, right, left or linked; in ROM; compressed.
    case sfSampleType

    /// What it may be, in words.
    var expectation: String {
      switch self {
      case .dwSampleRate: "100 to 384000 Hz"
      case .byOriginalPitch: "0 to 127, or 255"
      case .sfSampleType: "1, 2, 4 or 8, with bit 15 for ROM and, in version 3, bit 4 for compressed"
      }
    }
  }
}
