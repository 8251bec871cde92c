// SPDX-License-Identifier: MIT
// One wave of a collection. Any thread but audio.

/// `wave`: recorded sound, still in the file's own coding.
public struct Wave: Sendable, Equatable {
  /// How `data` is coded.
  public var format: Format
  /// Frames a second, 1 or more.
  public var sampleRate: UInt32
  /// 1, or 2 interleaved.
  public var channelCount: Int
  /// Whole frames, `format.bytesPerSample * channelCount` bytes each, in the file's own bytes: no copy is made.
  public var data: ArraySlice<UInt8>
  /// The wave's own `wsmp`, used by each region that has none.
  public var sample: SampleParameters?
  /// `dlid` or `guid`, when there is one.
  public var identifier: DLSID?
  /// `LIST INFO`.
  public var info: Info = Info()

  /// A wave without parameters of its own. Thread: any.
  public init(format: Format, sampleRate: UInt32, channelCount: Int, data: ArraySlice<UInt8>) {
    self.format = format
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.data = data
  }

  /// Frames of sound.
  public var frameCount: Int { data.count / (format.bytesPerSample * channelCount) }

  /// The codings that are played.
  public enum Format: Sendable, Equatable {
    /// PCM, 8 bits, unsigned, 128 is zero.
    case unsigned8
    /// PCM, 16 bits, little-endian.
    case signed16
    /// Bytes of one sample of one channel.
    public var bytesPerSample: Int { self == .unsigned8 ? 1 : 2 }
  }
}
