// SPDX-License-Identifier: MIT
// Texts that properties are to be set to, on their way to the audio thread. Control and audio threads.

import CLilv
import CRealtime
import Realtime

/// Texts and paths do not fit in an event: they go this way, and are set with the next block.
@safe final class PluginTexts: @unchecked Sendable {
  // Safe because `sender` is used by one control thread at a time, `receiver` by the audio thread alone, and both are freed after these have
  // let go.
  private let sender: PluginWorkSender
  /// For the audio thread.
  let receiver: UnsafeMutablePointer<PluginWorkReceiver>

  /// Bytes of the longest text: that of the longest path.
  static let longest = 4096

  /// Thread: control.
  init() {
    let ends = RingEnds<PluginWorkItem>(capacity: 16)
    let pool = EventPool(slotCount: 16, slotByteCount: PropertyAtoms.textHead + PluginTexts.longest + 1)
    sender = PluginWorkSender(pool: pool.another(), items: ends.producer)
    unsafe receiver = .allocate(capacity: 1)
    unsafe receiver.initialize(to: PluginWorkReceiver(pool: pool.another(), items: ends.consumer))
  }

  deinit {
    unsafe receiver.deinitialize(count: 1)
    unsafe receiver.deallocate()
  }

  /// Sends a text for the property at a place; false where too many wait, or it is too long. Thread: control.
  func send(_ text: String, to place: Int) -> Bool {
    let head = (0..<PropertyAtoms.textHead).map { UInt8(truncatingIfNeeded: place >> (8 * $0)) }
    let bytes = head + Array(text.utf8) + [0]
    return unsafe bytes.withUnsafeBytes { unsafe sender.send($0.baseAddress, byteCount: $0.count) }
  }
}
