// SPDX-License-Identifier: MIT
// Whether threads of this user run in real time. Control thread.

import Glibc

/// The limit of real-time priority, and whether a thread gets what it promises.
struct RealtimePriority {
  let rights: ProcessRights
  let login: LoginRules

  var finding: Finding {
    let limit = rights.realtimePriority
    let wanted = Int(ProcessRights.triedPriority)
    let values: [String: FindingValue] = [
      "soft": .count(limit.soft), "hard": .count(limit.hard), "granted": .truth(rights.refusal == nil),
      "triedPriority": .number(Double(wanted)),
    ]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("realtime_priority", "real-time priority", verdict, text, advice: advice, values: values)
    }
    let soft = limit.soft.map { "\($0)" } ?? "none"
    if rights.refusal == nil { return found(.good, "a thread got SCHED_FIFO with priority \(wanted) (limit \(soft))") }
    let refused = "no thread gets SCHED_FIFO with priority \(wanted) (limit \(soft))"
    // The limit would do: what refuses is the control group, or a container.
    if limit.soft.map({ $0 >= wanted }) ?? true {
      let advice =
        "give the control group of this session real time (cpu.rt_runtime_us), or run outside of the container"
      return found(.bad, refused, advice)
    }
    if let hard = limit.hard, hard < wanted {
      return found(.bad, refused, login.advice(for: .realtimePriority, atLeast: wanted, value: "95"))
    }
    return found(.bad, refused, "ulimit -r \(limit.hard ?? 95) in this shell, before anything is started from it")
  }
}
