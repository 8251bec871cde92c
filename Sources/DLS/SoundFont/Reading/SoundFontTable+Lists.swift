// SPDX-License-Identifier: MIT
// Follows the indices from one table of `pdta` to the next. Any thread but audio.

extension SoundFontTable {
  /// The records of `target` that belong to each record but the last; nil where nobody can say.
  ///
  /// Each record's index begins its list and ends the one before it. An index that is not between its neighbours, or
  /// leads out of the table, is passed over: its own list is lost, the one before it goes on to the next good index.
  /// So no record belongs to two lists, and the whole takes time in proportion to both tables.
  func lists(indexAt offset: Int, in target: SoundFontTable, _ log: inout WarningLog) -> [Range<Int>?] {
    guard count > 0 else { return [] }
    let indices = (0..<recordCount).map { Int(self[$0].uint16(offset)) }
    let isGood = inOrder(indices, offset, target, &log)
    var end = target.count
    if isGood[count] {
      end = indices[count]
      checkEnd(of: target, end, at: self[count].fileOffset + offset, &log)
    }
    var lists = [Range<Int>?](repeating: nil, count: count)
    for number in lists.indices.reversed() where isGood[number] {
      lists[number] = indices[number]..<max(end, indices[number])
      end = indices[number]
    }
    return lists
  }

  /// Which indices are between their neighbours and inside `target`; the others are noted.
  private func inOrder(
    _ indices: [Int], _ offset: Int, _ target: SoundFontTable, _ log: inout WarningLog
  ) -> [Bool] {
    var last = 0
    return indices.enumerated().map { number, index in
      let next = number + 1 < indices.count ? indices[number + 1] : index
      let isSpike = index > next && next >= last
      if index >= last && index <= target.recordCount && !isSpike {
        last = index
        return true
      }
      let highest = isSpike ? min(next, target.recordCount) : target.recordCount
      let fault = SoundFont.Fault.indexOutOfOrder(target.identifier, index: index, lowest: last, highest: highest)
      log.warn(.soundFont(fault), at: self[number].fileOffset + offset)
      return false
    }
  }

  /// The closing record of a table names the closing record of the next one.
  private func checkEnd(of target: SoundFontTable, _ index: Int, at offset: Int, _ log: inout WarningLog) {
    if index < target.count {
      let fault = SoundFont.Fault.recordsUnused(target.identifier, index: index, expected: target.count)
      log.warn(.soundFont(fault), at: offset)
    } else if index == target.recordCount && index > 0 {
      log.warn(.soundFont(.closingRecordMissing(target.identifier)), at: offset)
    }
  }
}
