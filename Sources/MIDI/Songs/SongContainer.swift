// SPDX-License-Identifier: MIT
// Where in a file the song lies: the whole file, a chunk of an RMID file, or a node of an XMF file. Any thread but the
// audio thread.

/// Where in a file the song lies, and the banks beside it.
///
///     MThd …                        a Standard MIDI File
///
///     RIFF 'RMID'
///       data                        a Standard MIDI File
///       LIST 'INFO'                 DBNK: number to add to the bank's bank numbers, 16 bits, low byte first
///       RIFF 'DLS ' or 'sfbk'       the bank; numbers of RIFF are little-endian
///
///     XMF_ …                        a tree of songs and banks: XMFReader
struct SongContainer {
  /// What holds the song: the file, or what a packed one was unpacked to.
  private(set) var bytes: [UInt8]
  /// The Standard MIDI File, offsets in `bytes`.
  private(set) var song: Range<Int>?
  /// Where in the file the song was packed; nil where it was not.
  private(set) var unpackedFrom: Int?
  private(set) var banks: [Song.EmbeddedBank] = []
  private(set) var warnings = WarningLog()

  private var isXMF = false
  private var statedBankOffset: Int?

  /// Throws for a file that is none of these; whether there is a song in it `songRange()` tells.
  init(bytes: [UInt8]) throws(SongError) {
    self.bytes = bytes
    if SongContainer.has("MThd", bytes, at: 0) {
      song = bytes.indices
    } else if SongContainer.has("XMF_", bytes, at: 0) {
      try readXMF()
    } else {
      guard SongContainer.has("RIFF", bytes, at: 0) else {
        throw .notASong(offset: 0, found: bytes.found(at: 0, count: 4))
      }
      guard SongContainer.has("RMID", bytes, at: 8) else {
        throw .notASong(offset: 8, found: bytes.found(at: 8, count: 4))
      }
      song = readChunks()
    }
  }

  /// The Standard MIDI File; throws where the container has none.
  func songRange() throws(SongError) -> Range<Int> {
    guard let song else {
      throw isXMF ? .noSongInXMF(offset: bytes.count) : .noSongInRMID(offset: bytes.count)
    }
    guard SongContainer.has("MThd", bytes, at: song.lowerBound) else {
      throw .notASong(offset: song.lowerBound, found: bytes.found(at: song.lowerBound, count: 4))
    }
    return song
  }

  /// Whether `id` stands at an offset.
  static func has(_ id: StaticString, _ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count - id.utf8CodeUnitCount else { return false }
    return id.description.utf8.elementsEqual(bytes[offset..<offset + id.utf8CodeUnitCount])
  }

  // MARK: XMF

  private mutating func readXMF() throws(SongError) {
    isXMF = true
    let reader = try XMFReader(bytes)
    warnings = reader.warnings
    banks = reader.banks.compactMap { bank in
      bank.bankKind.map { kind in
        // An XMF file says what it means by the numbers of its bank: nothing is added.
        Song.EmbeddedBank(kind: kind, bytes: bank.bytes, unpackedFrom: bank.unpackedFrom, statedBankOffset: 0)
      }
    }
    guard let first = reader.firstSong else { return }
    if reader.songs.count > 1 { warnings.add(.xmfFurtherSongs, at: 0, .number(reader.songs.count)) }
    unpackedFrom = first.unpackedFrom
    if unpackedFrom != nil { bytes = Array(first.bytes) }
    song = unpackedFrom == nil ? first.bytes.indices : bytes.indices
  }

  // MARK: RMID

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
    if !banks.isEmpty { banks[0].statedBankOffset = statedBankOffset }
    return found
  }

  private mutating func keepBank(_ form: Range<Int>) {
    let isDLS = SongContainer.has("DLS ", bytes, at: form.lowerBound + 8)
    guard banks.isEmpty, form.count >= 12, isDLS || SongContainer.has("sfbk", bytes, at: form.lowerBound + 8) else {
      warnings.add(.unknownChunk, at: form.lowerBound + 8, bytes.found(at: form.lowerBound + 8, count: 4))
      return
    }
    banks = [
      Song.EmbeddedBank(kind: isDLS ? .dls : .soundFont, bytes: bytes[form], unpackedFrom: nil, statedBankOffset: nil)
    ]
  }

  private mutating func readList(_ list: Range<Int>) {
    guard SongContainer.has("INFO", bytes, at: list.lowerBound) else { return }
    var position = list.lowerBound + 4
    while position + 8 <= list.upperBound {
      let chunkEnd = checkedEnd(ofChunkAt: position, limit: list.upperBound)
      if SongContainer.has("DBNK", bytes, at: position) { readBankOffset(position + 8..<chunkEnd) }
      position = chunkEnd + (chunkEnd - position) % 2
    }
  }

  /// The lower byte is the number; the upper one is reserved.
  private mutating func readBankOffset(_ chunk: Range<Int>) {
    guard chunk.count == 2, bytes[chunk.lowerBound] <= 127 else {
      let found: Song.Found = chunk.isEmpty ? .number(0) : bytes.found(at: chunk.lowerBound, count: min(chunk.count, 4))
      warnings.add(.bankOffset, at: chunk.lowerBound, found)
      return
    }
    statedBankOffset = Int(bytes[chunk.lowerBound])
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
