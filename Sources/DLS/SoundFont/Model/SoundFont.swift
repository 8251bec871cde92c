// SPDX-License-Identifier: MIT
// What a SoundFont file says, as values. Any thread but audio.

/// A parsed SoundFont bank, version 2.00 to 2.04, or 3 with compressed samples.
///
/// The sound itself stays where it is: `sampleData` says which bytes of the source to read.
public struct SoundFont: Sendable, Equatable {
  /// `ifil`: major and minor version.
  public var version = Version(major: 2, minor: 1)
  /// `iver`: version of the ROM that samples may be in.
  public var romVersion: Version?
  /// `LIST INFO`: texts; versions of it are read apart.
  public var info = Info()
  /// `phdr` without its closing record and without presets that cannot sound, in file order. Of two with the same bank
  /// and program, the first one plays; some may be out of a program change's reach.
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

  /// Two numbers of `ifil` or `iver`; version 2.04 has 2 and 4.
  public struct Version: Sendable, Hashable, CustomStringConvertible {
    /// Before the point.
    public var major: UInt16
    /// Behind it.
    public var minor: UInt16
    /// Both numbers. Thread: any.
    public init(major: UInt16, minor: UInt16) {
      self.major = major
      self.minor = minor
    }

    /// "2.04". Thread: any.
    public var description: String { "\(major).\(minor < 10 ? "0" : "")\(minor)" }
  }
}
