// SPDX-License-Identifier: MIT
// One connection as the audio thread evaluates it. Compiled on the downloader thread.

import DLS

/// A connection whose value depends on the note, the channel or a generator.
struct ModulationLink: BitwiseCopyable, Sendable {
  /// `CONN_SRC_…`.
  var source: UInt16
  /// `CONN_SRC_…`.
  var control: UInt16
  /// `usTransform`, Level 2.
  var transform: UInt16
  /// `Parameter.index`.
  var parameter: UInt8
  /// Which generator drives it, if one does.
  var generator: Generator
  /// In the parameter's unit.
  var scale: Double

  /// What moves while the note sounds.
  enum Generator: Sendable {
    case none, lfo, vibrato, eg2
  }
}
