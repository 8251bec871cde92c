// SPDX-License-Identifier: MIT
// How a wave says in which coding it is. Any thread but audio.

/// `wFormatTag`, with the sub-format in its place where the format is extensible.
struct WaveFormatTag: Equatable {
  /// The registered number.
  let rawValue: UInt16
  /// What an extensible format says beside it.
  let extent: Wave.Extent?

  private static let extensible: UInt16 = 0xFFFE

  /// The tag of a `fmt ` chunk of 16 bytes or more.
  ///
  /// A sub-format with the common ending -0000-0010-8000-00AA00389B71 is a tag in its first part.
  init(_ coding: Record) throws(WaveFault) {
    let tag = coding.uint16(0)
    guard tag == Self.extensible, coding.count >= 40 else {
      (rawValue, extent) = (tag, nil)
      return
    }
    let subFormat = coding.guid(24)
    guard subFormat == GUID(subFormat.part1, 0x0000, 0x0010, 0x8000_00AA_0038_9B71),
      let tag = UInt16(exactly: subFormat.part1)
    else { throw .subFormat("\(subFormat)") }
    (rawValue, extent) = (tag, Wave.Extent(validBits: coding.uint16(18), channelMask: coding.uint32(20)))
  }

  /// The coding of samples of so many bits.
  func format(bits: UInt16) throws(WaveFault) -> Wave.Format {
    switch (rawValue, bits) {
    case (1, 8): return .unsigned8
    case (1, 16): return .signed16
    case (1, 24): return .signed24
    case (1, 32): return .signed32
    case (3, 32): return .float32
    case (3, 64): return .float64
    // Some writers tell the 16 bits that come out.
    case (6, 8), (6, 16): return .aLaw
    case (7, 8), (7, 16): return .muLaw
    case (1, _): throw .bits(bits)
    case (3, _): throw .floatBits(bits)
    default: throw .codec(tag: rawValue)
    }
  }
}
