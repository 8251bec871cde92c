// SPDX-License-Identifier: MIT
// The banks of a synthesizer in a sandbox, which are those of the client. Control threads.

import Glibc
import Sandbox
import SandboxProtocol
import Synthesis

/// What a sandbox has been given of the client's banks, in the order of search.
struct SandboxBanks {
  /// Their numbers: those of others first, and built-in ones.
  private var own: [Int] = []
  private var builtIn: [Int] = []

  /// Hands over what has changed since the last call; what cannot be, a sentence each. Nothing is done where nothing has.
  /// Thread: control.
  mutating func update(_ guest: SandboxedGuest, to banks: [BankSummary]) -> [String] {
    let others = banks.filter { !$0.isBuiltIn }
    return SandboxBanks.update(&own, guest, to: others)
      + SandboxBanks.update(&builtIn, guest, to: banks.filter(\.isBuiltIn))
  }

  /// The sandbox puts what comes before all of its kind, or in the place of another one.
  private static func update(_ present: inout [Int], _ guest: SandboxedGuest, to banks: [BankSummary]) -> [String] {
    let wanted = banks.map(\.id)
    guard wanted != present else { return [] }
    defer { present = wanted }
    let others = zip(present, wanted).enumerated().filter { $1.0 != $1.1 }
    if present.count == wanted.count, others.count == 1, !wanted.contains(others[0].element.0) {
      return bringIn(banks[others[0].offset], replacing: others[0].element.0, guest).map { [$0] } ?? []
    }
    let left = present.filter(wanted.contains)
    let kept = zip(left.reversed(), wanted.reversed()).prefix { $0 == $1 }.count
    for id in present where !left.suffix(kept).contains(id) { guest.takeOut(bank: id) }
    return banks.dropLast(kept).reversed().compactMap { bringIn($0, replacing: nil, guest) }
  }

  /// Hands a bank over; why that cannot be.
  private static func bringIn(_ bank: BankSummary, replacing replaced: Int?, _ guest: SandboxedGuest) -> String? {
    let file: OpenFile?
    if let bytes = bank.source.bytes {
      file = unsafe bytes.withUnsafeBytes { unsafe OpenFile(holding: $0) }
    } else {
      file = OpenFile(reading: bank.name)
    }
    guard let file else {
      let reason = unsafe String(cString: strerror(errno))
      return "its sandbox cannot have \(bank.name): \(reason)"
    }
    guest.bringIn(
      SandboxBank(
        number: bank.id, name: bank.name, isBuiltIn: bank.isBuiltIn, bankOffset: bank.source.bankOffset,
        owner: bank.owner, replaced: replaced), file)
    return nil
  }
}
