// SPDX-License-Identifier: MIT
// What the kernel grants this process. Control thread, and a thread that tries.

import Glibc
import Realtime
import Synchronization

/// The limits of a process, and whether it gets what they promise.
public struct ProcessRights: Equatable, Sendable {
  /// The priority that is tried, which is what `jackd` runs with by default.
  public static let triedPriority: Int32 = 10

  /// A soft and a hard limit; nil is none.
  public struct Limit: Equatable, Sendable {
    /// What counts.
    public var soft: Int?
    /// What the process may raise it to.
    public var hard: Int?

    /// Thread: any.
    public init(soft: Int?, hard: Int?) {
      self.soft = soft
      self.hard = hard
    }
  }

  /// RLIMIT_RTPRIO.
  public var realtimePriority: Limit
  /// RLIMIT_MEMLOCK, in bytes.
  public var lockedMemory: Limit
  /// The error number with which a thread failed to get SCHED_FIFO; nil for a thread that got it.
  public var refusal: Int32?
  /// CAP_IPC_LOCK: the limit of locked memory does not count.
  public var mayLockAnything: Bool

  /// Thread: any.
  public init(realtimePriority: Limit, lockedMemory: Limit, refusal: Int32?, mayLockAnything: Bool) {
    self.realtimePriority = realtimePriority
    self.lockedMemory = lockedMemory
    self.refusal = refusal
    self.mayLockAnything = mayLockAnything
  }

  /// Those of this process; a thread of its own tries for real time and ends. Thread: control.
  public static func current(_ files: SystemFiles = SystemFiles()) -> ProcessRights {
    let limits = files.text("/proc/self/limits") ?? ""
    return ProcessRights(
      realtimePriority: limit("Max realtime priority", in: limits),
      lockedMemory: limit("Max locked memory", in: limits), refusal: tryRealtime(),
      mayLockAnything: mayLock(files.text("/proc/self/status") ?? ""))
  }

  /// Bit 14 of the effective capabilities is CAP_IPC_LOCK (capability.h).
  static func mayLock(_ status: String) -> Bool {
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("CapEff:") }),
      let bits = line.split(whereSeparator: \.isWhitespace).last.flatMap({ UInt64($0, radix: 16) })
    else { return false }
    return bits >> 14 & 1 == 1
  }

  /// A line of `/proc/self/limits`: its name, the soft limit, the hard one, a unit.
  static func limit(_ name: String, in text: String) -> Limit {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
      return Limit(soft: nil, hard: nil)
    }
    let words = line.dropFirst(name.count).split(separator: " ")
    return Limit(soft: words.first.flatMap { Int($0) }, hard: words.dropFirst().first.flatMap { Int($0) })
  }

  private static func tryRealtime() -> Int32? {
    final class Attempt: Sendable { let status = Mutex<Int32>(0) }
    let attempt = Attempt()
    WorkerThread(name: "real-time try") {
      var parameters = sched_param()
      parameters.sched_priority = ProcessRights.triedPriority
      let status = unsafe pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters)
      attempt.status.withLock { $0 = status }
    }.join()
    let status = attempt.status.withLock { $0 }
    return status == 0 ? nil : status
  }
}
