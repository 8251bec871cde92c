// SPDX-License-Identifier: MIT
// Where in a file the song lies: the whole file, a chunk of an RMID file, or a node of an XMF file. Any thread but the
// audio thread.

/// Where in a file the song lies, and the banks beside it.
///
///     MThd …                        a Standard MIDI File
///     RIFF 'RMID' …                 a song and a bank: RMIDReader
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
      readRMID()
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

  private mutating func readRMID() {
    let reader = RMIDReader(bytes)
    (song, warnings) = (reader.song, reader.warnings)
    banks = reader.bank.map { [$0] } ?? []
  }

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
}
