// SPDX-License-Identifier: MIT
// Follows the indices from one table of `pdta` to the next. Any thread but audio.

/// The records of one table that belong to each record of another.
struct SoundFontLists {
  fileprivate var starts: [UInt16] = []
  fileprivate var isGood: [Bool] = []
  fileprivate var ends: [UInt32] = []

  fileprivate init(starts: [UInt16]) { self.starts = starts }
  /// No lists.
  fileprivate init() {}

  /// How many lists.
  var count: Int { ends.count }

  /// Numbers of records; nil where nobody can say.
  subscript(number: Int) -> Range<Int>? {
    isGood[number] ? Int(starts[number])..<Int(ends[number]) : nil
  }
}

extension SoundFontTable {
  /// The records of `target` that belong to each record but the last; nil where nobody can say.
  ///
  /// Each record's index begins its list and ends the one before it. An index that is not between its neighbours, or
  /// leads out of the table, is passed over: its own list is lost, the one before it goes on to the next good index.
  /// So no record belongs to two lists, and the whole takes time in proportion to both tables.
  func lists(indexAt offset: Int, in target: SoundFontTable, _ log: inout WarningLog) -> SoundFontLists {
    guard count > 0 else { return SoundFontLists() }
    var lists = SoundFontLists(starts: (0..<recordCount).map { self[$0].uint16(offset) })
    lists.isGood = inOrder(lists.starts.map(Int.init), offset, target, &log)
    var end = target.count
    if lists.isGood[count] {
      end = Int(lists.starts[count])
      checkEnd(of: target, end, at: self[count].fileOffset + offset, &log)
    }
    lists.ends = Array(repeating: 0, count: count)
    for number in lists.ends.indices.reversed() where lists.isGood[number] {
      let start = Int(lists.starts[number])
      lists.ends[number] = UInt32(max(end, start))
      end = start
    }
    return lists
  }

  /// Which indices are between their neighbours and inside `target`; the others are noted. Where one is above the next,
  /// the one behind them tells which of the two is wrong.
  private func inOrder(
    _ indices: [Int], _ offset: Int, _ target: SoundFontTable, _ log: inout WarningLog
  ) -> [Bool] {
    var last = 0
    return indices.enumerated().map { number, index in
      let next = number + 1 < indices.count ? indices[number + 1] : index
      let afterNext = number + 2 < indices.count ? indices[number + 2] : target.count
      let isSpike = index > next && next >= last && index >= afterNext
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
