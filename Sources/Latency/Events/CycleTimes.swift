// SPDX-License-Identifier: MIT
// How long one cycle took. From the audio thread to the control thread.

/// Times of one process cycle of one client.
struct CycleTimes: BitwiseCopyable {
  /// From the beginning of the cycle, as the server has it, to that of the callback, in µs. Negative where the server's own clock
  /// corrects itself.
  var wakeUpMicroseconds: Int32
  /// The callback itself, in ns.
  var busyNanoseconds: UInt32
  /// From the beginning of the cycle to the end of the callback, in µs: of the last client in line, the whole graph's.
  var endMicroseconds: Int32

  /// Thread: any.
  @_noLocks @_noAllocation
  init(wakeUpMicroseconds: Int32, busyNanoseconds: UInt32, endMicroseconds: Int32) {
    self.wakeUpMicroseconds = wakeUpMicroseconds
    self.busyNanoseconds = busyNanoseconds
    self.endMicroseconds = endMicroseconds
  }
}
