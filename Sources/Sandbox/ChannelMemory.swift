// SPDX-License-Identifier: MIT
// What the channels of a group have been told, for a plug-in that begins anew, and what it has begun outside. Audio thread; made at setup.

import MIDI
import Miniport
import Realtime

/// Programs, controllers, wheels and pressure of 16 channels.
@safe public final class ChannelMemory: @unchecked Sendable {
  // Safe because it covers 16 channels for the life of this value, and the audio thread alone uses it.
  let channels: UnsafeMutablePointer<State>

  /// What was said last of each thing; 0xFF or below 0 where nothing was.
  struct State: BitwiseCopyable {
    var program: Int16 = -1
    var wheel: Int32 = -1
    var pressure: Int16 = -1
    var controllers: InlineArray<128, UInt8> = InlineArray(repeating: 0xFF)
    /// Keys that the plug-in holds down by the MIDI output, a bit for each, and whether it does the sustain pedal.
    var sentKeys: InlineArray<2, UInt64> = InlineArray(repeating: 0)
    var sentPedal = false
  }

  /// Nothing was said. Thread: control.
  public init() {
    unsafe channels = .allocate(capacity: 16)
    unsafe channels.initialize(repeating: State(), count: 16)
  }

  deinit { unsafe channels.deallocate() }
}

/// The audio thread's access to it.
@safe struct ChannelNotes: BitwiseCopyable {
  // Safe because the memory outlives who has this.
  let channels: UnsafeMutablePointer<ChannelMemory.State>

  init(_ memory: ChannelMemory) { unsafe channels = memory.channels }

  /// Whether Reset All Controllers resets it: modulation, breath, foot, expression and the pedals. Source: RP-015. Thread: audio.
  @_noLocks @_noAllocation
  private static func isReset(_ number: Int) -> Bool {
    switch number {
    case 1, 2, 4, 11, 64...67: true
    default: false
    }
  }

  /// Takes in a channel message. Thread: audio.
  @_noLocks @_noAllocation
  func note(_ event: Event) {
    let state = unsafe channels + event.channel
    switch event.status & 0xF0 {
    case 0xB0 where event.data1 == 121:
      // Reset All Controllers: what it does not reset, such as volume and pan, is told again all the same.
      unsafe state.pointee.wheel = -1
      unsafe state.pointee.pressure = -1
      for number in 0..<120 where ChannelNotes.isReset(number) { unsafe state.pointee.controllers[number] = 0xFF }
    case 0xB0 where event.data1 < 120: unsafe state.pointee.controllers[Int(event.data1)] = event.data2 & 0x7F
    case 0xC0: unsafe state.pointee.program = Int16(event.data1 & 0x7F)
    case 0xD0: unsafe state.pointee.pressure = Int16(event.data1 & 0x7F)
    case 0xE0: unsafe state.pointee.wheel = Int32(event.data1 & 0x7F) | Int32(event.data2 & 0x7F) << 7
    default: break
    }
  }

  /// Takes in a message that has left by the MIDI output. Thread: audio.
  @_noLocks @_noAllocation
  func noteSent(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 3 else { return }
    let (status, key) = unsafe (bytes[0], Int(bytes[1] & 0x7F))
    let isOn = unsafe bytes[2] > 0
    let state = unsafe channels + Int(status & 0x0F)
    let bit: UInt64 = 1 &<< UInt64(key & 63)
    switch status & 0xF0 {
    case 0x90 where isOn: unsafe state.pointee.sentKeys[key / 64] |= bit
    case 0x80, 0x90: unsafe state.pointee.sentKeys[key / 64] &= ~bit
    case 0xB0 where key == 64: unsafe state.pointee.sentPedal = unsafe bytes[2] >= 64
    case 0xB0 where key == 120 || key == 123: unsafe state.pointee.sentKeys = InlineArray(repeating: 0)
    default: break
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

  /// Puts all of it into a queue, banks before programs. `scratch`: 8 bytes. Thread: audio.
  @_noLocks @_noAllocation
  func replay(into queue: inout OutgoingQueue, scratch: UnsafeMutablePointer<UInt64>, time: FrameTime) {
    for channel in 0..<16 {
      let state = unsafe channels[channel]
      let low = UInt8(channel)
      if state.controllers[0] != 0xFF { unsafe append(0xB0 | low, 0, state.controllers[0], &queue, scratch, time) }
      if state.controllers[32] != 0xFF { unsafe append(0xB0 | low, 32, state.controllers[32], &queue, scratch, time) }
      if state.program >= 0 {
        unsafe append(0xC0 | low, UInt8(truncatingIfNeeded: state.program), nil, &queue, scratch, time)
      }
      for number in 1..<120 where number != 32 && state.controllers[number] != 0xFF {
        unsafe append(0xB0 | low, UInt8(number), state.controllers[number], &queue, scratch, time)
      }
      if state.pressure >= 0 {
        unsafe append(0xD0 | low, UInt8(truncatingIfNeeded: state.pressure), nil, &queue, scratch, time)
      }
      if state.wheel >= 0 {
        unsafe append(0xE0 | low, UInt8(state.wheel & 0x7F), UInt8(state.wheel >> 7 & 0x7F), &queue, scratch, time)
      }
    }
  }

  @_noLocks @_noAllocation
  private func append(
    _ status: UInt8, _ data1: UInt8, _ data2: UInt8?, _ queue: inout OutgoingQueue,
    _ scratch: UnsafeMutablePointer<UInt64>, _ time: FrameTime
  ) {
    let last = data2 ?? 0
    unsafe scratch.pointee = (UInt64(status) | UInt64(data1) << 8 | UInt64(last) << 16).littleEndian
    let message = unsafe UnsafeRawBufferPointer(start: scratch, count: data2 == nil ? 2 : 3)
    _ = unsafe queue.append(message, time: time, isEnd: true)
  }
}
