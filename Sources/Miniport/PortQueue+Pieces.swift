// SPDX-License-Identifier: MIT
// System Exclusive messages that arrive in pieces, joined. Audio thread.

import MIDI
import Realtime

// Some bridges to JACK cut long messages: the first piece begins with F0, the last ends with F7, one after the other on
// the same input. Each group has a parser that keeps what came so far.

extension PortQueue {
  /// Whether `message` is System Exclusive from F0 to F7 with data bytes alone between, as nearly all are. Thread: audio.
  @_noLocks @_noAllocation
  static func isWholeSystemExclusive(_ message: UnsafeRawBufferPointer) -> Bool {
    let last = message.count - 1
    guard last >= 1, unsafe message[0] == 0xF0 && message[last] == 0xF7 else { return false }
    for index in 1..<last where unsafe message[index] >= 0x80 { return false }
    return true
  }

  /// Whether `message`, not whole, is a piece of a System Exclusive message: the first, or what may go on with the one at hand.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func isPiece(_ message: UnsafeRawBufferPointer, group: UInt16) -> Bool {
    guard message.count > 0, group >= 1, Int(group) <= groupCount else { return false }
    let first = unsafe message[0]
    if first == 0xF0 { return true }
    guard unsafe parsers[Int(group) - 1].isInSystemExclusive else { return false }
    // A real-time byte alone is a message of its own.
    return first < 0x80 || first == 0xF7 || first >= 0xF8 && message.count > 1
  }

  /// Joins a piece to those before it; the message has the time of its last piece. Thread: audio.
  @_noLocks @_noAllocation
  mutating func join(piece: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16) {
    let index = Int(group) - 1
    guard unsafe PortQueue.isSound(piece) else {
      unsafe parsers[index].reset()
      return refuse(.eventsMalformed)
    }
    for offset in 0..<piece.count {
      switch unsafe parsers[index].feed(piece[offset]) {
      case .nothing: break
      case .short(let packed, let length):
        passOn(Event(time: time, packed: packed, length: length, group: group, source: source))
      case .systemExclusive:
        let whole = unsafe parsers[index].systemExclusiveBytes()
        unsafe passOnSystemExclusive(whole, time: time, group: group, source: source)
      case .droppedSystemExclusive:
        refuse(.systemExclusiveLost)
      }
    }
  }

  /// Gives up a message that another status has cut off. Thread: audio.
  @_noLocks @_noAllocation
  mutating func cutOffPieces(ofGroup group: UInt16) {
    guard group >= 1, Int(group) <= groupCount else { return }
    guard unsafe parsers[Int(group) - 1].isInSystemExclusive else { return }
    unsafe parsers[Int(group) - 1].reset()
    refuse(.eventsMalformed)
  }

  /// Whether a piece holds data and real-time bytes alone, but for F0 at its beginning and F7 at its end. Thread: audio.
  @_noLocks @_noAllocation
  private static func isSound(_ piece: UnsafeRawBufferPointer) -> Bool {
    for index in 0..<piece.count {
      let byte = unsafe piece[index]
      let isBound = byte == 0xF0 && index == 0 || byte == 0xF7 && index == piece.count - 1
      guard byte < 0x80 || byte >= 0xF8 || isBound else { return false }
    }
    return true
  }
}
