// SPDX-License-Identifier: MIT
// Little-endian numbers in the payload of a chunk. Any thread but audio.

/// A stretch of the file whose fields are read by their offset in it, as the specification's tables give them.
///
/// A read past the end is a fault of the caller, who compares `count` first; it traps.
struct Record {
  private let bytes: ArraySlice<UInt8>

  /// `range`: indices of `file`.
  init(_ file: ArraySlice<UInt8>, _ range: Range<Int>) { bytes = file[range] }

  /// Bytes.
  var count: Int { bytes.count }
  /// Where the record begins in the file.
  var fileOffset: Int { bytes.startIndex }

  /// One byte.
  func uint8(_ offset: Int) -> UInt8 { bytes[bytes.startIndex + offset] }

  /// Two bytes, the lower first.
  func uint16(_ offset: Int) -> UInt16 { UInt16(uint8(offset)) | UInt16(uint8(offset + 1)) << 8 }

  /// Four bytes, the lowest first.
  func uint32(_ offset: Int) -> UInt32 { UInt32(uint16(offset)) | UInt32(uint16(offset + 2)) << 16 }

  /// Two bytes, the lower first, two's complement.
  func int16(_ offset: Int) -> Int16 { Int16(bitPattern: uint16(offset)) }

  /// Four bytes, the lowest first, two's complement.
  func int32(_ offset: Int) -> Int32 { Int32(bitPattern: uint32(offset)) }

  /// Four characters.
  func fourCC(_ offset: Int) -> FourCC { FourCC(rawValue: uint32(offset).byteSwapped) }

  /// Sixteen bytes.
  func guid(_ offset: Int) -> GUID {
    GUID(
      uint32(offset), uint16(offset + 4), uint16(offset + 6),
      UInt64(fourCC(offset + 8).rawValue) << 32 | UInt64(fourCC(offset + 12).rawValue))
  }

  /// The part from `offset` to the end, or `count` bytes of it.
  func slice(from offset: Int, count: Int? = nil) -> ArraySlice<UInt8> {
    let start = bytes.startIndex + offset
    return bytes[start..<(count.map { start + $0 } ?? bytes.endIndex)]
  }
}
