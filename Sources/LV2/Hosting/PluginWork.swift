// SPDX-License-Identifier: MIT
// What a plug-in has asked to be done beside the audio, and the answers. Audio thread, and the worker's.

import CRealtime
import Realtime

/// A message of a plug-in to its own worker, or back: a slot of the pool and how many bytes of it.
struct PluginWorkItem: BitwiseCopyable {
  let slot: UInt16
  let byteCount: UInt32
}

/// One direction: messages are copied into slots of a pool, which the other end gives back.
@safe struct PluginWorkSender: ~Copyable {
  let pool: EventPool
  let items: RingProducer<PluginWorkItem>

  /// False where there is no room, or the message is longer than a slot. Thread: the sending one.
  @_noLocks @_noAllocation
  func send(_ bytes: UnsafeRawPointer?, byteCount: Int) -> Bool {
    guard byteCount >= 0, byteCount <= pool.slotByteCount, let slot = pool.reserve() else { return false }
    if let bytes = unsafe bytes { unsafe rt_copy(pool.bytes(ofSlot: slot).baseAddress, bytes, UInt64(byteCount)) }
    if items.push(PluginWorkItem(slot: slot, byteCount: UInt32(byteCount))) { return true }
    pool.release(slot)
    return false
  }
}

/// The other end.
@safe struct PluginWorkReceiver: ~Copyable {
  let pool: EventPool
  let items: RingConsumer<PluginWorkItem>

  /// The next message; nil where there is none. Thread: the receiving one.
  @_noLocks @_noAllocation
  func next() -> PluginWorkItem? { items.pop() }

  /// Its bytes, until it is given back. Thread: the receiving one.
  @_noLocks @_noAllocation
  func bytes(of item: PluginWorkItem) -> UnsafeRawPointer? {
    unsafe UnsafeRawPointer(pool.bytes(ofSlot: item.slot).baseAddress)
  }

  /// Gives it back. Thread: the receiving one.
  @_noLocks @_noAllocation
  func release(_ item: PluginWorkItem) { pool.release(item.slot) }
}
