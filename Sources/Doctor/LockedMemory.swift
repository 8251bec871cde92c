// SPDX-License-Identifier: MIT
// Whether the samples of the banks can be locked in memory. Control thread.

/// The limit of locked memory against what is to be locked.
struct LockedMemory {
  /// What JACK 2 locks in each client besides: the memory that it shares with its server. (104 840 kB of VmLck in JACK
  /// 1.9.21, with its built-in numbers of ports and clients.)
  static let sharedByteCount = 104_840 << 10

  let rights: ProcessRights
  let need: MemoryNeed
  let library: JackLibrary
  let login: LoginRules

  var finding: Finding {
    let limit = rights.lockedMemory
    let shared = library.kind == .pipeWire ? 0 : LockedMemory.sharedByteCount
    let wanted = need.byteCount + shared
    let values: [String: FindingValue] = [
      "softBytes": .count(limit.soft), "hardBytes": .count(limit.hard), "bankBytes": .count(need.byteCount),
      "sharedBytes": .count(shared), "banksLocked": .truth(need.isLocked),
      "privileged": .truth(rights.mayLockAnything),
    ]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("memory_lock", "locked memory", verdict, text, advice: advice, values: values)
    }
    let banks = "the banks need \(megabytes(need.byteCount))"
    let all = shared == 0 ? banks : "\(banks), JACK \(megabytes(shared))"
    if rights.mayLockAnything { return found(.good, "this process may lock all that it wants (\(all))") }
    guard let soft = limit.soft else { return found(.good, "no limit (\(all))") }
    let text = "the limit is \(megabytes(soft)); \(all)"
    if soft >= wanted, need.isLocked { return found(.good, text) }
    // Whole kB, as ulimit and limits.conf count.
    let kilobytes = (wanted + 1023) >> 10
    let advice =
      limit.hard.map { $0 >= wanted } ?? true
      ? "ulimit -l \(kilobytes) in this shell, before wavesink is started from it"
      : login.advice(for: .lockedMemory, atLeast: kilobytes, value: "unlimited")
    // What is not locked may be paged out, and then stops the audio thread; the banks matter more than what JACK shares.
    return found(need.isLocked ? .attention : .bad, text, advice)
  }

  private func megabytes(_ byteCount: Int) -> String { "\((byteCount + (1 << 20) - 1) >> 20) MiB" }
}
