// SPDX-License-Identifier: MIT
// Whether the banks of a rack are what they were. Main thread.

import Control

/// Banks of a rack whose files are compared with the checksums that it has.
struct BankCheck {
  private let banks: [Rack.Bank]
  private let hashes: BankHashes

  /// `banks`: with whole paths.
  init(_ banks: [Rack.Bank]) {
    self.banks = banks.filter { $0.hash != nil }
    hashes = BankHashes(of: self.banks.map(\.file))
  }

  /// What to say of those that are others now; nil while that is not known. One that is gone is told by who loads it.
  var warnings: [String]? {
    hashes.hashes.map { hashes in
      zip(banks, hashes).compactMap { bank, found in
        guard let found, let wanted = bank.hash, found != wanted else { return nil }
        return "\(bank.file): is not the file that the rack was saved with: expected \(wanted), found \(found)"
      }
    }
  }
}
