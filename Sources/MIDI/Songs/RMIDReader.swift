// SPDX-License-Identifier: MIT
// Goes over the chunks of an RMID file. Any thread but the audio thread.

/// Reads an RMID file. Numbers of RIFF are little-endian; chunks begin at even offsets.
///
///     RIFF 'RMID'
///       data                        a Standard MIDI File
///       LIST 'INFO'                 DBNK: number to add to the bank's bank numbers, 16 bits, low byte first
///       RIFF 'DLS ' or 'sfbk'       the bank
///
/// Source: Microsoft Multimedia Data Standards Update 1994, "RMID"; MMA RP-029; SF2 RMIDI Specification.
struct RMIDReader {
  let bytes: [UInt8]
  /// What the first `data` chunk holds, a song or not.
  private(set) var song: Range<Int>?
  /// The first bank.
  private(set) var bank: Song.EmbeddedBank?
  private(set) var warnings = WarningLog()

  private var statedBankOffset: Int?

  /// Reads the chunks of `bytes`, which begin with a form of type `RMID`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    checkForm()
    readChunks()
    bank?.statedBankOffset = statedBankOffset
    if song == nil { warnings.depart(.songMissing, at: 0, .nothing) }
  }

  /// The form's own length is often wrong and tells nothing that the chunks do not.
  private mutating func checkForm() {
    let end = checkedEnd(ofChunkAt: 0, limit: bytes.count)
    // One byte more is the form's own pad byte.
    guard end + end % 2 < bytes.count else { return }
    warnings.depart(.formLength(actual: bytes.count - 8), at: 4, .number(end - 8))
  }

  private mutating func readChunks() {
    var position = 12
    while position + 8 <= bytes.count {
      let chunkEnd = checkedEnd(ofChunkAt: position, limit: bytes.count)
      if SongContainer.has("data", bytes, at: position) {
        keepSong(position..<chunkEnd)
      } else if SongContainer.has("RIFF", bytes, at: position) {
        keepBank(position..<chunkEnd)
      } else if SongContainer.has("LIST", bytes, at: position) {
        readList(position..<chunkEnd)
      } else {
        warnings.add(.unknownChunk, at: position, bytes.found(at: position, count: 4))
        checkIdentifier(at: position)
      }
      position = next(after: position..<chunkEnd, limit: bytes.count)
    }
    checkRest(position, limit: bytes.count)
  }

  private mutating func keepSong(_ chunk: Range<Int>) {
    guard song == nil else {
      warnings.depart(.chunkRepeated, at: chunk.lowerBound, bytes.found(at: chunk.lowerBound, count: 4))
      return
    }
    let content = chunk.lowerBound + 8..<chunk.upperBound
    song = content
    if !SongContainer.has("MThd", bytes, at: content.lowerBound) {
      warnings.depart(.songMissing, at: content.lowerBound, bytes.found(at: content.lowerBound, count: 4))
    }
    if bank != nil { warnings.depart(.songAfterBank, at: chunk.lowerBound, .bytes(Array("data".utf8))) }
  }

  private mutating func keepBank(_ form: Range<Int>) {
    let isDLS = SongContainer.has("DLS ", bytes, at: form.lowerBound + 8)
    let isBank = form.count >= 12 && (isDLS || SongContainer.has("sfbk", bytes, at: form.lowerBound + 8))
    guard bank == nil, isBank else {
      let found = bytes.found(at: form.lowerBound + 8, count: 4)
      warnings.add(.unknownChunk, at: form.lowerBound + 8, found)
      if isBank { warnings.depart(.chunkRepeated, at: form.lowerBound + 8, found) }
      return
    }
    bank = Song.EmbeddedBank(
      kind: isDLS ? .dls : .soundFont, bytes: bytes[form], unpackedFrom: nil, statedBankOffset: nil)
  }

  private mutating func readList(_ list: Range<Int>) {
    let content = list.lowerBound + 8..<list.upperBound
    guard content.count >= 4 else {
      warnings.depart(.listTypeMissing, at: list.lowerBound, .number(content.count))
      return
    }
    guard SongContainer.has("INFO", bytes, at: content.lowerBound) else { return }
    var position = content.lowerBound + 4
    while position + 8 <= list.upperBound {
      let chunkEnd = checkedEnd(ofChunkAt: position, limit: list.upperBound)
      if SongContainer.has("DBNK", bytes, at: position) { readBankOffset(position + 8..<chunkEnd) }
      checkIdentifier(at: position)
      position = next(after: position..<chunkEnd, limit: list.upperBound)
    }
    checkRest(position, limit: list.upperBound)
  }

  /// The lower byte is the number; the upper one is reserved.
  private mutating func readBankOffset(_ chunk: Range<Int>) {
    guard chunk.count == 2, bytes[chunk.lowerBound] <= 127 else {
      let found: Song.Found = chunk.isEmpty ? .number(0) : bytes.found(at: chunk.lowerBound, count: min(chunk.count, 4))
      warnings.add(.bankOffset, at: chunk.lowerBound, found)
      return
    }
    statedBankOffset = Int(bytes[chunk.lowerBound])
    let reserved = bytes[chunk.lowerBound + 1]
    if reserved != 0 { warnings.depart(.bankOffsetReserved, at: chunk.lowerBound + 1, .bytes([reserved])) }
  }

  // MARK: RIFF

  /// Where the chunk at `offset` ends, which is no further than `limit`. There are 8 bytes at `offset`.
  private mutating func checkedEnd(ofChunkAt offset: Int, limit: Int) -> Int {
    let length = statedLength(ofChunkAt: offset)
    guard length <= limit - offset - 8 else {
      warnings.add(.chunkBeyondEnd, at: offset + 4, .number(length))
      return limit
    }
    return offset + 8 + length
  }

  private func statedLength(ofChunkAt offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
  }

  /// Where the chunk behind `chunk` begins: after its pad byte, if it has one.
  private mutating func next(after chunk: Range<Int>, limit: Int) -> Int {
    guard chunk.count % 2 == 1 else { return chunk.upperBound }
    // A chunk that was cut there has lost more.
    if chunk.upperBound == limit, statedLength(ofChunkAt: chunk.lowerBound) == chunk.count - 8 {
      warnings.depart(.padMissing, at: limit, .nothing)
    }
    return chunk.upperBound + 1
  }

  private mutating func checkIdentifier(at offset: Int) {
    guard !bytes[offset..<offset + 4].allSatisfy({ (0x20..<0x7F).contains($0) }) else { return }
    warnings.depart(.identifierUnprintable, at: offset, .bytes(Array(bytes[offset..<offset + 4])))
  }

  /// What follows the last chunk is too short for another one.
  private mutating func checkRest(_ position: Int, limit: Int) {
    guard position < limit else { return }
    warnings.depart(.strayBytes, at: position, bytes.found(at: position, count: limit - position))
  }
}
