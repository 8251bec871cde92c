// SPDX-License-Identifier: MIT
// The messages of a block, to a sandbox or from it. Audio thread, either side's.

import CRealtime

/// A list of messages in the shared memory, with the bytes of the long ones. What is read of it is copied, and then checked.
@safe public struct SandboxList: BitwiseCopyable {
  // Safe because the memory covers `SandboxLayout.eventLimit` events, `SandboxLayout.byteLimit` bytes and the number of the events,
  // and outlives this value.
  let events: UnsafeMutableRawPointer
  let bytes: UnsafeMutableRawPointer
  let number: UnsafeMutableRawPointer
  /// Events and bytes written so far.
  private var (eventCount, byteCount): (Int, Int) = (0, 0)

  /// Thread: any.
  @_noLocks @_noAllocation
  init(events: UnsafeMutableRawPointer, bytes: UnsafeMutableRawPointer, number: UnsafeMutableRawPointer) {
    unsafe self.events = unsafe events
    unsafe self.bytes = unsafe bytes
    unsafe self.number = unsafe number
  }

  /// Writes a message behind the others; false, and nothing is written, where there is no room for it. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func append(_ message: UnsafeRawBufferPointer, frame: Int) -> Bool {
    guard eventCount < SandboxLayout.eventLimit else { return false }
    let place = unsafe events + eventCount &* SandboxLayout.eventStride
    let frame = UInt32(truncatingIfNeeded: max(0, frame))
    if message.count <= 8 {
      var packed: UInt64 = 0
      for index in 0..<message.count { packed |= UInt64(unsafe message[index]) << UInt64(8 &* index) }
      unsafe SandboxEvent.short(frame: frame, packed: packed, length: UInt8(message.count)).write(to: place)
    } else {
      guard byteCount &+ message.count <= SandboxLayout.byteLimit else { return false }
      unsafe rt_copy(bytes + byteCount, message.baseAddress, UInt64(message.count))
      unsafe SandboxEvent.long(
        frame: frame, start: UInt32(truncatingIfNeeded: byteCount), length: UInt32(truncatingIfNeeded: message.count)
      ).write(to: place)
      byteCount &+= message.count
    }
    eventCount &+= 1
    return true
  }

  /// Says how many there are. Thread: audio.
  @_noLocks @_noAllocation
  public func finish() { unsafe number.storeBytes(of: UInt32(truncatingIfNeeded: eventCount), as: UInt32.self) }

  /// How many there are, never more than fit. Thread: audio.
  @_noLocks @_noAllocation
  public func count() -> Int { min(Int(unsafe number.load(as: UInt32.self)), SandboxLayout.eventLimit) }

  /// One of them; nil where none stands there. `frames`: of the block. Thread: audio.
  @_noLocks @_noAllocation
  public func event(_ index: Int, frames: Int) -> SandboxEvent? {
    unsafe SandboxEvent.read(events + index &* SandboxLayout.eventStride, frames: frames)
  }

  /// The bytes of a long one, where they lie. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  public func bytes(start: UInt32, length: UInt32) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: bytes + Int(start), count: Int(length))
  }

  /// Copies the bytes of a long one, which may change until they are copied. `memory`: `SandboxLayout.byteLimit` bytes. Thread: audio.
  @_noLocks @_noAllocation
  public func copyBytes(start: UInt32, length: UInt32, to memory: UnsafeMutableRawPointer) {
    unsafe rt_copy(memory, bytes + Int(start), UInt64(length))
  }
}
