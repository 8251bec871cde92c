// SPDX-License-Identifier: MIT
// A rack on its way to its file. Main thread.

import Control

/// A client's state, whose banks are being looked at.
struct RackSaving {
  let request: RackRequest
  /// The state, its banks with whole paths.
  let rack: Rack
  private let hashes: BankHashes

  init(_ rack: Rack, _ request: RackRequest) {
    self.rack = rack
    self.request = request
    hashes = BankHashes(of: rack.banks.map(\.file))
  }

  /// Writes the file as soon as all is known; nil before.
  func finish() -> Result<RackReport, RackError>? {
    guard let hashes = hashes.hashes else { return nil }
    var report = RackReport(path: request.path)
    var rack = rack
    rack.banks = zip(rack.banks, hashes).map { bank, hash in
      if hash == nil { report.warnings.append("\(bank.file): cannot be read; the rack names it nevertheless") }
      return Rack.Bank(file: RackPath.short(bank.file, from: request.path), hash: hash ?? bank.hash)
    }
    do throws(RackError) { try RackFile.write(rack, to: request.path) } catch { return .failure(error) }
    return .success(report)
  }
}
