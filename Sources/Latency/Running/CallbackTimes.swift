// SPDX-License-Identifier: MIT
// How long the cycles of one client took. Control thread.

/// Times of the callbacks of one client.
public struct CallbackTimes: Equatable, Sendable {
  /// From the beginning of each cycle to that of the callback, in µs.
  public var wakeUpMicroseconds: [Int] = []
  /// Each callback itself, in ns.
  public var busyNanoseconds: [Int] = []
  /// From the beginning of each cycle to the end of the callback, in µs.
  public var endMicroseconds: [Int] = []

  /// Nothing yet. Thread: any.
  public init() {}

  mutating func add(_ cycle: CycleTimes) {
    wakeUpMicroseconds.append(Int(cycle.wakeUpMicroseconds))
    busyNanoseconds.append(Int(cycle.busyNanoseconds))
    endMicroseconds.append(Int(cycle.endMicroseconds))
  }
}
