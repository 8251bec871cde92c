// SPDX-License-Identifier: MIT
// Telling who begins anew what channels have been told. Audio thread.

import MIDI
import Miniport
import Realtime

extension ChannelNotes {
  /// Puts all of it into a queue: a reset first, banks before programs, and what data refer to last. `scratch`: 8 bytes. Thread: audio.
  @_noLocks @_noAllocation
  func replay(into queue: inout OutgoingQueue, scratch: UnsafeMutablePointer<UInt64>, time: FrameTime) {
    unsafe replayWhole(into: &queue, scratch, time)
    for channel in 0..<16 {
      let state = unsafe channels[channel]
      let low = UInt8(channel)
      unsafe replayProgram(state, low, &queue, scratch, time)
      for number in 1..<98 where number != 32 && state.controllers[number] != 0xFF {
        unsafe append(0xB0 | low, UInt8(number), state.controllers[number], &queue, scratch, time)
      }
      for number in 102..<120 where state.controllers[number] != 0xFF {
        unsafe append(0xB0 | low, UInt8(number), state.controllers[number], &queue, scratch, time)
      }
      if state.mode >= 0 {
        // One channel for one note.
        unsafe append(
          0xB0 | low, UInt8(truncatingIfNeeded: state.mode), state.mode == 126 ? 1 : 0, &queue, scratch, time)
      }
      unsafe replayParameters(state, low, &queue, scratch, time)
      if state.pressure >= 0 {
        unsafe append(0xD0 | low, UInt8(truncatingIfNeeded: state.pressure), nil, &queue, scratch, time)
      }
      if state.wheel >= 0 {
        unsafe append(0xE0 | low, UInt8(state.wheel & 0x7F), UInt8(state.wheel >> 7 & 0x7F), &queue, scratch, time)
      }
      if state.priority != 0 { unsafe append(packed: state.priority, count: 8, &queue, scratch, time) }
      if state.mute != 0 { unsafe append(packed: state.mute, count: 8, &queue, scratch, time) }
    }
  }

  @_noLocks @_noAllocation
  private func replayWhole(
    into queue: inout OutgoingQueue, _ scratch: UnsafeMutablePointer<UInt64>, _ time: FrameTime
  ) {
    let count = unsafe whole.pointee.resetCount
    if count > 0 {
      let bytes = unsafe UnsafeRawBufferPointer(start: whole, count: count)
      _ = unsafe queue.append(bytes, time: time, isEnd: true)
    }
    for index in 0..<6 {
      let packed = unsafe whole.pointee.properties[index]
      if packed != 0 { unsafe append(packed: packed, count: 8, &queue, scratch, time) }
    }
  }

  /// The bank that counted for the program, the program, and a bank that was selected for the next one.
  @_noLocks @_noAllocation
  private func replayProgram(
    _ state: ChannelMemory.State, _ low: UInt8, _ queue: inout OutgoingQueue, _ scratch: UnsafeMutablePointer<UInt64>,
    _ time: FrameTime
  ) {
    if state.program >= 0 {
      if state.bankMSB != 0xFF { unsafe append(0xB0 | low, 0, state.bankMSB, &queue, scratch, time) }
      if state.bankLSB != 0xFF { unsafe append(0xB0 | low, 32, state.bankLSB, &queue, scratch, time) }
      unsafe append(0xC0 | low, UInt8(truncatingIfNeeded: state.program), nil, &queue, scratch, time)
    }
    let (msb, lsb) = (state.controllers[0], state.controllers[32])
    if msb != 0xFF, state.program < 0 || msb != state.bankMSB {
      unsafe append(0xB0 | low, 0, msb, &queue, scratch, time)
    }
    if lsb != 0xFF, state.program < 0 || lsb != state.bankLSB {
      unsafe append(0xB0 | low, 32, lsb, &queue, scratch, time)
    }
  }

  /// The parameters that are kept, and then what is selected, that of the kind that data are for last.
  @_noLocks @_noAllocation
  private func replayParameters(
    _ state: ChannelMemory.State, _ low: UInt8, _ queue: inout OutgoingQueue, _ scratch: UnsafeMutablePointer<UInt64>,
    _ time: FrameTime
  ) {
    for place in 0..<4 where state.parameters[place] >= 0 {
      let value = state.parameters[place]
      unsafe append(0xB0 | low, 101, 0, &queue, scratch, time)
      unsafe append(0xB0 | low, 100, ChannelNotes.parameter(at: place), &queue, scratch, time)
      unsafe append(0xB0 | low, 6, UInt8(truncatingIfNeeded: value >> 7 & 0x7F), &queue, scratch, time)
      unsafe append(0xB0 | low, 38, UInt8(truncatingIfNeeded: value & 0x7F), &queue, scratch, time)
    }
    for turn in 0..<2 {
      let first = (turn == 0) == state.selectsUnregistered ? 100 : 98
      for number in first..<(first &+ 2) where state.controllers[number] != 0xFF {
        unsafe append(0xB0 | low, UInt8(number), state.controllers[number], &queue, scratch, time)
      }
    }
  }

  /// Ends what the plug-in holds down outside, which it cannot do any more. `scratch`: 8 bytes. Thread: audio.
  @_noLocks @_noAllocation
  func endSent(into queue: inout OutgoingQueue, scratch: UnsafeMutablePointer<UInt64>, time: FrameTime) {
    for channel in 0..<16 {
      let state = unsafe channels[channel]
      let low = UInt8(truncatingIfNeeded: channel)
      if state.sentPedal { unsafe append(0xB0 | low, 64, 0, &queue, scratch, time) }
      for key in 0..<128 where state.sentKeys[key / 64] & (1 &<< UInt64(key & 63)) != 0 {
        unsafe append(0x80 | low, UInt8(truncatingIfNeeded: key), 64, &queue, scratch, time)
      }
    }
  }

  @_noLocks @_noAllocation
  private func append(
    _ status: UInt8, _ data1: UInt8, _ data2: UInt8?, _ queue: inout OutgoingQueue,
    _ scratch: UnsafeMutablePointer<UInt64>, _ time: FrameTime
  ) {
    let packed = UInt64(status) | UInt64(data1) << 8 | UInt64(data2 ?? 0) << 16
    unsafe append(packed: packed, count: data2 == nil ? 2 : 3, &queue, scratch, time)
  }

  @_noLocks @_noAllocation
  private func append(
    packed: UInt64, count: Int, _ queue: inout OutgoingQueue, _ scratch: UnsafeMutablePointer<UInt64>, _ time: FrameTime
  ) {
    unsafe scratch.pointee = packed.littleEndian
    _ = unsafe queue.append(UnsafeRawBufferPointer(start: scratch, count: count), time: time, isEnd: true)
  }
}
