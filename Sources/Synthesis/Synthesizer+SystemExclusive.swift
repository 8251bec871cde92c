// SPDX-License-Identifier: MIT
// System Exclusive messages: resets and master volume (`dls.md` 5.1). Audio thread.

public import Realtime

extension Synthesizer {
  /// One message, F0 and F7 included; group 0 means every group. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    if unsafe isReset(bytes) {
      let groupCount = pool.channelCount / 16
      let first = group == 0 ? 1 : Int(group)
      let last = group == 0 ? groupCount : Int(group)
      guard last <= groupCount, first <= last else { return }
      for group in first...last { resetGroup(group) }
      if groupCount == last &- first &+ 1 { master.setVolume(16_383, at: time) }
      pool.hasPriorities = true
    } else if let isOn = unsafe staticAllocation(bytes) {
      pool.hasPriorities = isOn
    } else if let volume = unsafe masterVolume(bytes) {
      master.setVolume(volume, at: time)
    }
  }

  /// GM1, GM2 and GM off, DLS on and off, GS reset, XG on. Thread: audio.
  @_noLocks @_noAllocation
  private borrowing func isReset(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 6 else { return false }
    switch unsafe bytes[1] {
    case 0x7E:
      let kind = unsafe bytes[3]
      let action = unsafe bytes[4]
      return kind == 0x09 && (1...3).contains(action) || kind == 0x0A && (1...2).contains(action)
    case 0x41:
      guard bytes.count >= 11 else { return false }
      return unsafe bytes[3] == 0x42 && bytes[4] == 0x12 && bytes[5] == 0x40 && bytes[6] == 0 && bytes[7] == 0x7F
        && bytes[8] == 0
    case 0x43:
      guard bytes.count >= 9 else { return false }
      return unsafe bytes[2] & 0xF0 == 0x10 && bytes[3] == 0x4C && bytes[4] == 0 && bytes[5] == 0 && bytes[6] == 0x7E
        && bytes[7] == 0
    default: return false
    }
  }

  /// DLS static voice allocation: channel priorities off (3) or on (4). Thread: audio.
  @_noLocks @_noAllocation
  private borrowing func staticAllocation(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    guard bytes.count >= 6, unsafe bytes[1] == 0x7E, unsafe bytes[3] == 0x0A else { return nil }
    return unsafe bytes[4] == 3 ? false : bytes[4] == 4 ? true : nil
  }

  /// 14 bits of a master volume message. Thread: audio.
  @_noLocks @_noAllocation
  private borrowing func masterVolume(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 8, unsafe bytes[1] == 0x7F, unsafe bytes[3] == 0x04, unsafe bytes[4] == 0x01 else {
      return nil
    }
    return unsafe Int(bytes[5] & 0x7F) | Int(bytes[6] & 0x7F) << 7
  }
}
