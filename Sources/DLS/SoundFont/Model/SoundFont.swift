// SPDX-License-Identifier: MIT
// What a SoundFont file says, as values. Any thread but audio.

/// A parsed SoundFont bank, version 2.00 to 2.04, or 3 with compressed samples.
///
/// The sound itself stays where it is: `sampleData` says which bytes of the source to read.
public struct SoundFont: Sendable, Equatable {
  /// `ifil`: major and minor version.
  public var version = Version(major: 2, minor: 1)
  /// `LIST INFO`: texts; versions of it are read apart.
  public var info = Info()
  /// `phdr` without its closing record, in file order.
  public var presets: [Preset] = []
  /// `inst` without its closing record.
  public var instruments: [Instrument] = []
  /// `shdr` without its closing record.
  public var samples: [Sample] = []
  /// The content of `smpl`, as offsets in the source; empty where there is none.
  public var sampleData: Range<Int> = 0..<0
  /// The content of `sm24`, the low bytes of 24-bit samples; nil where there is none that can be used.
  public var lowSampleData: Range<Int>?

  /// An empty bank. Thread: any.
  public init() {}

  /// Two numbers of `ifil` or `iver`.
  public struct Version: Sendable, Equatable {
    /// Before the point.
    public var major: UInt16
    /// Behind it.
    public var minor: UInt16
    /// Both numbers. Thread: any.
    public init(major: UInt16, minor: UInt16) {
      self.major = major
      self.minor = minor
    }
  }
}
