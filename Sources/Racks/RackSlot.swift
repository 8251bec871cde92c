// SPDX-License-Identifier: MIT
// A miniport that plays one channel group of a rack. Audio thread; made in `SlotBoard.swift`.

import MIDI
import Miniport
import Realtime

/// Where a miniport lies, of which kind it is, and which group it plays.
@safe public struct RackSlot: BitwiseCopyable {
  /// What a slot holds.
  enum Kind: BitwiseCopyable { case uart }

  /// A number that no other slot of the rack has had; 0 is the synthesizer.
  let id: UInt32
  /// From 1.
  let group: Int
  /// It gets no messages any more, and is rendered to the end of what it has.
  let isLeaving: Bool
  let kind: Kind
  // Safe because it is an instance of the kind, which stays until the audio thread has a table without it.
  let instance: UnsafeMutableRawPointer

  /// Thread: audio.
  @_noLocks @_noAllocation
  func put(_ event: Event) {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.put(event)
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime) {
    switch kind {
    case .uart:
      unsafe instance.assumingMemoryBound(to: UART.self).pointee
        .putSystemExclusive(bytes, time: time, group: UInt16(truncatingIfNeeded: group))
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.adapt(to: circumstance, time: time)
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func outgoing(before end: FrameTime) -> OutgoingMessage? {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.outgoing(ofGroup: group, before: end)
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func removeOutgoing() {
    switch kind {
    case .uart: unsafe instance.assumingMemoryBound(to: UART.self).pointee.removeOutgoing(ofGroup: group)
    }
  }
}
