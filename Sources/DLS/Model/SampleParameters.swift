// SPDX-License-Identifier: MIT
// Tuning, gain and loop of a wave. Any thread but audio.

/// `wsmp`.
public struct SampleParameters: Sendable, Equatable {
  /// The MIDI key at which the wave plays unshifted.
  public var unityNote: UInt8 = 60
  /// Cents.
  public var fineTune: Int16 = 0
  /// 1/655360 dB; negative is quieter.
  public var gain: Int32 = 0
  /// 1 no truncation to 8 bits, 2 no compression.
  public var options: UInt32 = 0
  /// Nil for a one-shot wave.
  public var loop: Loop?

  /// `gain` in decibels. Thread: any.
  public var gainDecibels: Double { Double(gain) / 655_360 }

  /// The defaults of a wave without `wsmp`: key 60, no tuning, no gain, one-shot. Thread: any.
  public init() {}

  /// A stretch of a wave that repeats.
  public struct Loop: Sendable, Equatable {
    /// What note-off does to it.
    public enum Kind: UInt32, Sendable {
      /// Repeats through the release.
      case forward = 0
      /// Repeats while the key is held, then plays on to the end of the wave.
      case untilRelease = 1
    }
    /// What note-off does to it.
    public var kind: Kind
    /// Frames from the beginning of the wave.
    public var start: UInt32
    /// Frames.
    public var length: UInt32
    /// `start` and `length` in frames. Thread: any.
    public init(kind: Kind, start: UInt32, length: UInt32) {
      self.kind = kind
      self.start = start
      self.length = length
    }
  }
}
