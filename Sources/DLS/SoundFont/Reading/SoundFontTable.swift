// SPDX-License-Identifier: MIT
// One chunk of `pdta`: records of the same size. Any thread but audio.

/// The records of a chunk, by number.
struct SoundFontTable {
  /// The chunk's name.
  let identifier: FourCC
  /// All records, the closing one included.
  let recordCount: Int
  private let bytes: ArraySlice<UInt8>
  private let recordSize: Int

  /// A table without records.
  init(_ identifier: FourCC) { self.init(identifier, bytes: [], recordSize: 1) }

  /// `bytes`: the chunk's content; what follows the last whole record is not looked at.
  init(_ identifier: FourCC, bytes: ArraySlice<UInt8>, recordSize: Int) {
    self.identifier = identifier
    self.bytes = bytes
    self.recordSize = recordSize
    recordCount = bytes.count / recordSize
  }

  /// Records without the closing one.
  var count: Int { max(0, recordCount - 1) }

  /// The record of this number, which is below `recordCount`.
  subscript(number: Int) -> Record {
    let start = bytes.startIndex + number * recordSize
    return Record(bytes, start..<start + recordSize)
  }
}

extension Record {
  /// A name of 20 characters, filled up with NULs.
  func name(_ offset: Int) -> String { fileText(slice(from: offset, count: 20).prefix { $0 != 0 }) }
}
