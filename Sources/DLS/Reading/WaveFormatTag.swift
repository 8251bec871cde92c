// SPDX-License-Identifier: MIT
// How a wave says in which coding it is. Any thread but audio.

/// `wFormatTag`, with the sub-format in its place where the format is extensible.
struct WaveFormatTag: Equatable {
  /// The registered number.
  let rawValue: UInt16

  /// Plain numbers.
  static let pcm = WaveFormatTag(rawValue: 0x0001)
  private static let extensible: UInt16 = 0xFFFE

  private init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The tag of a `fmt ` chunk of 16 bytes or more.
  ///
  /// A sub-format with the common ending -0000-0010-8000-00AA00389B71 is a tag in its first part.
  init(_ coding: Record) throws(WaveFault) {
    let tag = coding.uint16(0)
    guard tag == Self.extensible, coding.count >= 40 else {
      self.init(rawValue: tag)
      return
    }
    let subFormat = coding.guid(24)
    guard subFormat == GUID(subFormat.part1, 0x0000, 0x0010, 0x8000_00AA_0038_9B71),
      let tag = UInt16(exactly: subFormat.part1)
    else { throw .subFormat("\(subFormat)") }
    self.init(rawValue: tag)
  }
}
