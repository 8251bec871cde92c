// SPDX-License-Identifier: MIT
// What plug-ins write for people. Any thread, the audio thread included.

import CLilv
import CRealtime
import Realtime

/// Lines of plug-ins on their way to a control thread: a plug-in may write on any of its threads, that of the audio too. What does not fit is
/// lost.
@safe public final class PluginLog: @unchecked Sendable {
  // Safe because any threads may write to and read from `slots`, and the target does not change.
  private let slots: UnsafeMutablePointer<LogSlots>
  let target: UnsafeMutablePointer<lv2_log_target>

  /// Thread: control.
  public init() {
    unsafe slots = .allocate(capacity: 1)
    unsafe slots.initialize(to: LogSlots())
    unsafe target = .allocate(capacity: 1)
    unsafe target.initialize(to: lv2_log_target(owner: slots, write: lv2WriteLog))
  }

  deinit {
    unsafe slots.deinitialize(count: 1)
    unsafe slots.deallocate()
    unsafe target.deallocate()
  }

  /// The lines that have come since the last call. Thread: control, one at a time.
  public func takeLines() -> [String] {
    let text = unsafe slots.pointee.take().joined(separator: [UInt8(ascii: "\n")])
    return text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Places for texts, which whoever writes takes one of.
@safe struct LogSlots: ~Copyable {
  // Safe because `lengths` covers `count` words for the life of this value.
  private let pool = EventPool(slotCount: LogSlots.count, slotByteCount: LogSlots.head + 512)
  /// Of the text of each slot and 1, when it is whole; 0 before.
  private let lengths: UnsafeMutablePointer<UInt32>

  private static let count = 64
  /// Bytes of the moment, which stands before the text.
  private static var head: Int { @_noLocks @_noAllocation get { 8 } }

  /// Thread: control.
  init() {
    unsafe lengths = .allocate(capacity: LogSlots.count)
    unsafe lengths.initialize(repeating: 0, count: LogSlots.count)
  }

  deinit { unsafe lengths.deallocate() }

  @_noLocks @_noAllocation
  private func word(_ slot: UInt16) -> SharedWord { unsafe SharedWord(UnsafeMutableRawPointer(lengths + Int(slot))) }

  /// Keeps a text. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  func write(_ text: UnsafePointer<CChar>, _ length: UInt32) {
    guard length > 0, let slot = pool.reserve() else { return }
    let memory = unsafe pool.bytes(ofSlot: slot)
    guard let start = memory.baseAddress, Int(length) <= memory.count &- LogSlots.head else {
      return pool.release(slot)
    }
    unsafe start.storeBytes(of: rt_clock_nanoseconds(), as: UInt64.self)
    unsafe rt_copy(start + LogSlots.head, text, UInt64(length))
    word(slot).store(length &+ 1)
  }

  /// All whole texts, in the order of their moments. Thread: control, one at a time.
  func take() -> [[UInt8]] {
    var found: [(moment: UInt64, text: [UInt8])] = []
    for slot in 0..<UInt16(LogSlots.count) {
      let length = word(slot).load()
      guard length > 0 else { continue }
      let memory = unsafe pool.bytes(ofSlot: slot)
      let moment = unsafe memory.load(as: UInt64.self)
      found.append((moment, unsafe Array(memory[LogSlots.head..<LogSlots.head + Int(length) - 1])))
      word(slot).store(0)
      pool.release(slot)
    }
    return found.sorted { $0.moment < $1.moment }.map(\.text)
  }
}

/// The end of what a plug-in logs. `owner`: the slots. Thread: any.
@c @_noLocks @_noAllocation
func lv2WriteLog(_ owner: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ length: UInt32) {
  guard let slots = unsafe owner?.assumingMemoryBound(to: LogSlots.self), let text = unsafe text else { return }
  unsafe slots.pointee.write(text, length)
}
