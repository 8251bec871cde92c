// SPDX-License-Identifier: MIT
// Gives an Ogg file a serial number that is the same every time. Never on the audio thread.

import Glibc

/// The pages of an Ogg file (RFC 3533, section 6).
///
///     OggS  version  flags  granule:8  serial:4  sequence:4  checksum:4  segments:1  length of each segment  body
///
/// libsndfile draws the serial number from the clock, so that no two runs would write the same bytes. A file that holds
/// one stream alone needs no such number: each page gets 0 and its new checksum.
enum OggPages {
  private static let serialOffset = 14
  private static let checksumOffset = 22
  private static let headerLength = 27
  /// A header, the lengths of 255 segments, and as many segments of 255 bytes.
  private static let longestPage = headerLength + 255 + 255 * 255

  /// Rewrites each page of the file; the errno of what failed. Thread: control.
  static func renumber(_ descriptor: Int32) -> Int32? {
    var page = [UInt8](repeating: 0, count: longestPage)
    var offset = 0
    while true {
      let held = unsafe pread(descriptor, &page, longestPage, offset)
      guard held >= 0 else { return errno }
      guard held > 0 else { return nil }
      guard let length = length(of: page.prefix(held)) else { return EILSEQ }
      for index in serialOffset..<serialOffset + 4 { page[index] = 0 }
      for index in checksumOffset..<checksumOffset + 4 { page[index] = 0 }
      let sum = checksum(page.prefix(length))
      for byte in 0..<4 { page[checksumOffset + byte] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(byte))) }
      // In place, within what is there: the disk cannot be too full for it.
      let written = unsafe pwrite(descriptor, page, length, offset)
      guard written == length else { return written < 0 ? errno : EIO }
      offset += length
    }
  }

  /// Bytes of the page that `bytes` begins with; nil when it is none, or is cut off.
  static func length(of bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= headerLength, bytes.starts(with: Array("OggS".utf8)) else { return nil }
    let segmentCount = Int(bytes[bytes.startIndex + headerLength - 1])
    let lengths = bytes.dropFirst(headerLength).prefix(segmentCount)
    let whole = headerLength + segmentCount + lengths.reduce(0) { $0 + Int($1) }
    return lengths.count == segmentCount && whole <= bytes.count ? whole : nil
  }

  /// CRC-32 with the polynomial 04C11DB7, not reflected, from 0 (RFC 3533, section 6, field 7).
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { sum, byte in sum << 8 ^ table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ byte)] }
  }

  private static let table: [UInt32] = (0..<256).map { (index: UInt32) in
    (0..<8).reduce(index << 24) { sum, _ in sum << 1 ^ (sum & 0x8000_0000 == 0 ? 0 : 0x04C1_1DB7) }
  }
}
