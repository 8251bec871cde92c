// SPDX-License-Identifier: MIT
// Two synthesizers load the same bank in turn, A B A B.

/// What loading a bank takes on two sides, each time in a new process, in turn: the ratio is taken pair by pair.
struct LoadingComparison: Encodable {
  struct Side: Encodable {
    let title: String
    let milliseconds: Spread
    let megabytes: Spread
  }

  let bank: String
  let pairCount: Int
  let sides: [Side]
  /// The second side's time in units of the first side's, pair by pair.
  let timeRatio: Spread
  /// The same of the memory.
  let memoryRatio: Spread

  /// One pair more than `pairCount` is run, first, so that both find the file in the system's cache.
  init(bank: String, pairCount: Int) throws {
    self.bank = bank
    self.pairCount = pairCount
    var loadings: [[BankLoading]] = [[], []]
    for pair in 0...pairCount {
      for (index, side) in LoadingSide.allCases.enumerated() {
        let loading = try BankLoading.inNewProcess(side: side, bank: bank)
        if pair > 0 { loadings[index].append(loading) }
      }
    }
    sides = zip(LoadingSide.allCases, loadings).map { side, its in
      Side(
        title: side.rawValue, milliseconds: Spread(its.map(\.milliseconds)), megabytes: Spread(its.map(\.megabytes)))
    }
    timeRatio = Spread(zip(loadings[0], loadings[1]).map { $1.milliseconds / $0.milliseconds })
    memoryRatio = Spread(zip(loadings[0], loadings[1]).map { $1.megabytes / $0.megabytes })
  }

  /// A table in Markdown.
  var text: String {
    var text = """

      \(bank) loaded until it plays, each time in a new process, warm cache, \(pairCount) pairs, min / median / max:

      |                     |               milliseconds |                  megabytes |
      | ------------------- | -------------------------: | -------------------------: |

      """
    for side in sides {
      let columns = [side.milliseconds, side.megabytes].map { $0.text(decimals: 1).rightAligned(26) }
      text += "| \(side.title.padded(19)) | \(columns.joined(separator: " | ")) |\n"
    }
    return text + "\nThe second to the first, pair by pair: time \(timeRatio.text(decimals: 2)), "
      + "memory \(memoryRatio.text(decimals: 2))\n"
  }
}
