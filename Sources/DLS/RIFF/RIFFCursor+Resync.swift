// SPDX-License-Identifier: MIT
// Where the next chunk begins, in files whose writers forgot a pad byte or misstated a size. Any thread but audio.

extension RIFFCursor {
  /// Where the chunk behind `chunk` begins.
  func following(_ chunk: Chunk, _ log: inout WarningLog) -> Int {
    let plain = chunk.payload.upperBound
    if let corrected = behindCrysDLS(chunk) { return corrected }
    let isOdd = (plain - chunk.offset) & 1 == 1
    let padded = plain + 1
    // A pad byte that is missing at the end of a list harms nobody; a chunk that was cut there has lost more.
    if isOdd, plain == end,
      Int(clamping: Record(bytes, chunk.offset + 4..<chunk.offset + 8).uint32(0)) <= end - chunk.offset
    {
      log.depart(.padMissingAtEnd(chunk.kind), at: plain)
    }
    guard isOdd, padded < end else { return min(isOdd ? padded : plain, end) }

    let (withPad, withoutPad) = (plausibility(at: padded), plausibility(at: plain))
    if withPad > .none && withPad >= withoutPad { return padded }
    if withoutPad > .none {
      log.warn(.padMissing(after: chunk.identifier), at: plain)
      return plain
    }
    // An identifier of NULs, as CrysDLS writes them, may follow; anything else is not a chunk.
    guard !fits(at: padded) else { return padded }
    log.warn(.chunkExpected(found: identifier(at: padded)), at: padded)
    return end
  }

  /// CrysDLS misstates the size of `crs1`, whose content has 28 bytes.
  private func behindCrysDLS(_ chunk: Chunk) -> Int? {
    let actual = chunk.offset + Self.headerSize + 28
    guard chunk.identifier == "crs1", chunk.payload.upperBound != actual, actual <= end else { return nil }
    return actual == end || plausibility(at: actual) == .sure ? actual : nil
  }

  /// How much a place looks like the beginning of a chunk.
  private enum Plausibility: Comparable {
    case none
    /// The identifier is printable, but the size leads out of the list: the file may have been cut.
    case named
    /// The size fits too.
    case sure
  }

  private func plausibility(at place: Int) -> Plausibility {
    guard identifier(at: place).isPlausible else { return .none }
    return fits(at: place) ? .sure : .named
  }

  private func fits(at place: Int) -> Bool {
    guard end - place >= Self.headerSize else { return false }
    return Int(clamping: Record(bytes, place + 4..<place + 8).uint32(0)) <= end - place - Self.headerSize
  }

  /// NULs where fewer than four bytes are left.
  private func identifier(at place: Int) -> FourCC {
    end - place >= 4 ? Record(bytes, place..<place + 4).fourCC(0) : "\0\0\0\0"
  }
}
