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
    readChunks()
    bank?.statedBankOffset = statedBankOffset
  }

  private mutating func readChunks() {
    var position = 12
    // The form's own length is often wrong and tells nothing that the chunks do not.
    _ = checkedEnd(ofChunkAt: 0, limit: bytes.count)
    while position + 8 <= bytes.count {
      let chunkEnd = checkedEnd(ofChunkAt: position, limit: bytes.count)
      if SongContainer.has("data", bytes, at: position) {
        song = song ?? position + 8..<chunkEnd
      } else if SongContainer.has("RIFF", bytes, at: position) {
        keepBank(position..<chunkEnd)
      } else if SongContainer.has("LIST", bytes, at: position) {
        readList(position + 8..<chunkEnd)
      } else {
        warnings.add(.unknownChunk, at: position, bytes.found(at: position, count: 4))
      }
      position = chunkEnd + (chunkEnd - position) % 2
    }
  }

  private mutating func keepBank(_ form: Range<Int>) {
    let isDLS = SongContainer.has("DLS ", bytes, at: form.lowerBound + 8)
    guard bank == nil, form.count >= 12, isDLS || SongContainer.has("sfbk", bytes, at: form.lowerBound + 8) else {
      warnings.add(.unknownChunk, at: form.lowerBound + 8, bytes.found(at: form.lowerBound + 8, count: 4))
      return
    }
    bank = Song.EmbeddedBank(
      kind: isDLS ? .dls : .soundFont, bytes: bytes[form], unpackedFrom: nil, statedBankOffset: nil)
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
