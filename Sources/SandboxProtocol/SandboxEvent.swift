// SPDX-License-Identifier: MIT
// A message on its way to a sandbox, or back. Any thread.

import CRealtime

/// What stands in the list of a block.
public enum SandboxEvent: BitwiseCopyable, Sendable {
  /// Up to 8 bytes, the first one lowest, at a frame of the block.
  case short(frame: UInt32, packed: UInt64, length: UInt8)
  /// Bytes at a place among the long ones.
  case long(frame: UInt32, start: UInt32, length: UInt32)

  /// Writes it to a place of the list: frame, kind and length, and 8 bytes. Thread: audio, either side's.
  @_noLocks @_noAllocation
  public func write(to place: UnsafeMutableRawPointer) {
    switch self {
    case .short(let frame, let packed, let length):
      unsafe place.storeBytes(of: frame, as: UInt32.self)
      unsafe place.storeBytes(of: UInt32(length), toByteOffset: 4, as: UInt32.self)
      unsafe place.storeBytes(of: packed, toByteOffset: 8, as: UInt64.self)
    case .long(let frame, let start, let length):
      unsafe place.storeBytes(of: frame, as: UInt32.self)
      unsafe place.storeBytes(of: 0x8000_0000 | length, toByteOffset: 4, as: UInt32.self)
      unsafe place.storeBytes(of: UInt64(start), toByteOffset: 8, as: UInt64.self)
    }
  }

  /// What stands at a place, copied, and then checked: nil where it is none. `frames`: of the block. Thread: audio, either side's.
  @_noLocks @_noAllocation
  public static func read(_ place: UnsafeRawPointer, frames: Int) -> SandboxEvent? {
    let frame = unsafe place.loadUnaligned(as: UInt32.self)
    let head = unsafe place.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    let packed = unsafe place.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    guard frame < UInt32(truncatingIfNeeded: max(1, frames)) else { return nil }
    let length = head & 0x7FFF_FFFF
    if head & 0x8000_0000 == 0 {
      guard length >= 1, length <= 8 else { return nil }
      return .short(frame: frame, packed: packed, length: UInt8(truncatingIfNeeded: length))
    }
    let limit = UInt64(SandboxLayout.byteLimit)
    guard length >= 1, packed <= limit, UInt64(length) <= limit &- packed else { return nil }
    return .long(frame: frame, start: UInt32(truncatingIfNeeded: packed), length: length)
  }
}
