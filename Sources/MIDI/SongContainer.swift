// SPDX-License-Identifier: MIT
// Where in a file the song lies: the whole file, or a chunk of an RMID file. Any thread but the audio thread.

/// Where in a file the song lies, and the bank beside it.
///
///     MThd …                        a Standard MIDI File
///
///     RIFF 'RMID'
///       data                        a Standard MIDI File
///       LIST 'INFO'                 DBNK: number to add to the bank's bank numbers, 16 bits, low byte first
///       RIFF 'DLS ' or 'sfbk'       the bank; numbers of RIFF are little-endian
struct SongContainer {
  /// The Standard MIDI File, offsets in the file.
  private(set) var song: Range<Int>
  private(set) var bank: Song.EmbeddedBank?
  private(set) var warnings = WarningLog()

  private var bankNumberOffset: Int?
  private let bytes: [UInt8]

  init(bytes: [UInt8]) throws(SongError) {
    self.bytes = bytes
    song = bytes.indices
    guard !SongContainer.has("MThd", bytes, at: 0) else { return }
    guard SongContainer.has("RIFF", bytes, at: 0) else {
      throw .notASong(offset: 0, found: bytes.found(at: 0, count: 4))
    }
    guard SongContainer.has("RMID", bytes, at: 8) else {
      throw .notASong(offset: 8, found: bytes.found(at: 8, count: 4))
    }
    guard let song = readChunks() else { throw .noSongInRMID(offset: bytes.count) }
    guard SongContainer.has("MThd", bytes, at: song.lowerBound) else {
      throw .notASong(offset: song.lowerBound, found: bytes.found(at: song.lowerBound, count: 4))
    }
    self.song = song
  }

  /// Whether `id` stands at an offset.
  static func has(_ id: StaticString, _ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count - id.utf8CodeUnitCount else { return false }
    return id.description.utf8.elementsEqual(bytes[offset..<offset + id.utf8CodeUnitCount])
  }

  /// Goes over the chunks of the form. Returns where the song is.
  private mutating func readChunks() -> Range<Int>? {
    var found: Range<Int>?
    var position = 12
    // The form's own length is often wrong and tells nothing that the chunks do not.
    _ = checkedEnd(ofChunkAt: 0, limit: bytes.count)
    while position + 8 <= bytes.count {
      let chunkEnd = checkedEnd(ofChunkAt: position, limit: bytes.count)
      if SongContainer.has("data", bytes, at: position) {
        found = found ?? position + 8..<chunkEnd
      } else if SongContainer.has("RIFF", bytes, at: position) {
        keepBank(position..<chunkEnd)
      } else if SongContainer.has("LIST", bytes, at: position) {
        readList(position + 8..<chunkEnd)
      } else {
        warnings.add(.unknownChunk, at: position, bytes.found(at: position, count: 4))
      }
      // Chunks begin at even offsets.
      position = chunkEnd + (chunkEnd - position) % 2
    }
    bank?.bankNumberOffset = bankNumberOffset
    return found
  }

  private mutating func keepBank(_ form: Range<Int>) {
    let isDLS = SongContainer.has("DLS ", bytes, at: form.lowerBound + 8)
    guard bank == nil, form.count >= 12, isDLS || SongContainer.has("sfbk", bytes, at: form.lowerBound + 8) else {
      warnings.add(.unknownChunk, at: form.lowerBound + 8, bytes.found(at: form.lowerBound + 8, count: 4))
      return
    }
    bank = Song.EmbeddedBank(kind: isDLS ? .dls : .soundFont, bytes: bytes[form], bankNumberOffset: nil)
  }

  private mutating func readList(_ list: Range<Int>) {
    guard SongContainer.has("INFO", bytes, at: list.lowerBound) else { return }
    var position = list.lowerBound + 4
    while position + 8 <= list.upperBound {
      let chunkEnd = checkedEnd(ofChunkAt: position, limit: list.upperBound)
      if SongContainer.has("DBNK", bytes, at: position), chunkEnd - position >= 10 {
        bankNumberOffset = Int(bytes[position + 8]) | Int(bytes[position + 9]) << 8
      }
      position = chunkEnd + (chunkEnd - position) % 2
    }
  }

  /// Where the chunk at `offset` ends, which is no further than `limit`. There are 8 bytes at `offset`.
  private mutating func checkedEnd(ofChunkAt offset: Int, limit: Int) -> Int {
    let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
    guard length <= limit - offset - 8 else {
      warnings.add(.chunkBeyondEnd, at: offset + 4, .number(length))
      return limit
    }
    return offset + 8 + length
  }
}
