// SPDX-License-Identifier: MIT
// One connection as the audio thread evaluates it. Compiled on the downloader thread.

/// A DLS connection or a SoundFont modulator whose value depends on the note, the channel or a generator:
/// `scale · T(source) · T(control)`.
struct ModulationLink: BitwiseCopyable, Sendable {
  /// `CONN_SRC_…`, or one of `Input`; 0 is always 1.
  var source: UInt16 = 0
  /// The same codes.
  var control: UInt16 = 0
  /// Curves of both inputs in the layout of Level 2's `usTransform`; the curves of SoundFonts are the same.
  var transform: UInt16 = 0
  /// `Parameter.index`.
  var parameter: UInt8 = 0
  /// What the value is, and when it is evaluated.
  var kind = Kind.value
  /// The value's magnitude counts (SoundFont 2.04, output transform).
  var isAbsolute = false
  /// Index, in the same list of the region, of a later link that takes this value as `Input.linked` (SoundFont 2.04,
  /// linked modulators); −1: it goes to `parameter`.
  var feeds: Int16 = -1
  /// In the parameter's unit.
  var scale: Double = 0

  /// What the value of a link is.
  enum Kind: BitwiseCopyable, Sendable {
    /// Added to the parameter; the note and the channel alone decide it.
    case value
    /// The depth at which a generator moves the parameter, pitch, gain or cutoff: the kernels do the moving.
    case depth(Generator)
    /// Added to the parameter; an input is a generator in a form that the kernels have no lane for, so that the link is
    /// evaluated at each control cell.
    case perCell
  }

  /// What moves by itself while the note sounds, in the form that the kernels have lanes for.
  enum Generator: BitwiseCopyable, Sendable {
    case lfo, vibrato, eg2
  }

  /// Codes of inputs beyond those of DLS.
  enum Input {
    /// The bend range (RPN0) as a share of its greatest value, 16256: a scale of 12700 gives 100 cents a semitone
    /// (SoundFont 2.04, pitch wheel sensitivity).
    static var wheelSensitivity: UInt16 { 0x200 }
    /// The sum of the links that feed this one.
    static var linked: UInt16 { 0x201 }
  }
}
