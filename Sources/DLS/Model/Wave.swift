// SPDX-License-Identifier: MIT
// One wave of a collection. Any thread but audio.

/// `wave`: recorded sound, still in the file's own coding.
public struct Wave: Sendable, Equatable {
  /// How `data` is coded.
  public var format: Format
  /// Frames a second, 1 or more.
  public var sampleRate: UInt32
  /// 1, or 2 interleaved, left first.
  public var channelCount: Int
  /// Whole frames, `format.bytesPerSample * channelCount` bytes each, in the file's own bytes: no copy is made.
  public var data: ArraySlice<UInt8>
  /// What an extensible format says beside its coding; nil for any other format.
  public var extent: Extent?
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

  /// The codings that are played; numbers are little-endian.
  public enum Format: String, Sendable, Equatable, CaseIterable {
    /// PCM, 8 bits, unsigned, 128 is zero.
    case unsigned8
    /// PCM, 16 bits.
    case signed16
    /// PCM, 24 bits.
    case signed24
    /// PCM, 32 bits.
    case signed32
    /// IEEE 754, 32 bits, full scale at 1.
    case float32
    /// IEEE 754, 64 bits, full scale at 1.
    case float64
    /// ITU-T G.711 A-law, 8 bits.
    case aLaw
    /// ITU-T G.711 µ-law, 8 bits.
    case muLaw

    /// Bytes of one sample of one channel.
    public var bytesPerSample: Int {
      switch self {
      case .unsigned8, .aLaw, .muLaw: 1
      case .signed16: 2
      case .signed24: 3
      case .signed32, .float32: 4
      case .float64: 8
      }
    }

    /// Full scale of a sample that is louder than any wave should be: 24 dB over full scale. What lies beyond is
    /// damage, and would be the loudest thing that a listener ever heard.
    public static var floatLimit: Double { 16 }
  }

  /// The rest of `WAVEFORMATEXTENSIBLE`.
  public struct Extent: Sendable, Equatable {
    /// Bits of a sample that mean something, the highest ones.
    public var validBits: UInt16
    /// Speakers of the channels.
    public var channelMask: UInt32
    /// As they stand in the file. Thread: any.
    public init(validBits: UInt16, channelMask: UInt32) {
      self.validBits = validBits
      self.channelMask = channelMask
    }
  }
}
