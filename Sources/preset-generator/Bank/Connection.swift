// SPDX-License-Identifier: MIT
// One connection block as the generator writes it. Off-line.

/// A DLS 2 connection block; the codes are those of the specification's tables of sources and destinations.
struct Connection: Equatable {
  var source: Int
  var control = 0
  var destination: Int
  var transform = 0
  /// In the destination's unit; written as 16.16 fixed point.
  var scale: Double

  /// A constant for a destination.
  static func constant(_ destination: Int, _ scale: Double) -> Connection {
    Connection(source: Code.none, destination: destination, scale: scale)
  }

  /// Codes used by the bank (DLS 2.2, `CONN_SRC_…` and `CONN_DST_…`).
  enum Code {
    static let none = 0x000, lfo = 0x001, velocity = 0x002, key = 0x003, eg2 = 0x005, pressure = 0x008
    static let vibrato = 0x009, modulationWheel = 0x081
    static let gain = 0x001, pitch = 0x003, pan = 0x004, chorus = 0x080, reverb = 0x081
    static let lfoFrequency = 0x104, lfoDelay = 0x105, vibratoFrequency = 0x114, vibratoDelay = 0x115
    static let attack = 0x206, decay = 0x207, release = 0x209, sustain = 0x20A, hold = 0x20C
    static let attack2 = 0x30A, decay2 = 0x30B, release2 = 0x30D, sustain2 = 0x30E, hold2 = 0x310
    static let cutoff = 0x500, resonance = 0x501
    /// `usTransform`: the source swings both ways.
    static let bipolarSource = 0x4000
  }
}
