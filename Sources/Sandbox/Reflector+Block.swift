// SPDX-License-Identifier: MIT
// A block on its way to the sandbox and back. Audio thread.

import CRealtime
import MIDI
import Miniport
import Realtime
import SandboxProtocol

extension Reflector {
  /// Writes a block's messages, and the sound that is to be changed, and asks for what becomes of it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func ask(for count: Int, time: FrameTime, input: StereoBlock?) {
    number = number &+ 1
    let half = unsafe SandboxHalf(base, layout, number: number)
    var list = half.incoming
    while let message = incoming.next(), message.time < time + count,
      unsafe list.append(message.bytes, frame: message.time - time)
    {
      incoming.removeNext()
    }
    list.finish()
    if let input {
      for index in 0..<layout.inputCount {
        let memory = unsafe half.input(index).assumingMemoryBound(to: Float.self)
        unsafe GuestSound.feed(input, toInput: index, of: layout.inputCount, memory)
      }
    }
    half.ask(frames: count, time: time.frames)
    if let (position, told) = transport {
      // Blocks may have gone by while it was late.
      half.tell(transport: SandboxTransport(position.after(time - told)))
      transport = nil
    } else {
      half.tell(transport: nil)
    }
    askedFrames = count
    isWaiting = true
    isAsked = true
    asked = rt_clock_nanoseconds()
    wanted.store(number)
    request.store(number)
    request.wake()
  }

  /// Takes over what the sandbox has made of the block that was asked for last, its messages in any case, and where it is to be heard in
  /// a block of so many frames, its sound. Thread: audio.
  @_noLocks @_noAllocation
  mutating func take(frames count: Int, time: FrameTime, isHeard: Bool) {
    let half = unsafe SandboxHalf(base, layout, number: number)
    takeMessages(half, limit: count, time: time)
    // With another period the sound of the block before has another length.
    guard isHeard, askedFrames == count else { return }
    for output in 0..<layout.outputCount {
      unsafe rt_copy(samples + output &* SandboxLayout.longestBlock, half.output(output), UInt64(count &* 4))
    }
    latency = half.latency()
    for control in 0..<layout.controlCount {
      if let value = half.control(control) { values.set(value, at: control) }
    }
    hasSound = true
  }

  /// Keeps the messages that the plug-in sends out, and what the sandbox has counted. `limit`: frames of the present block. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func takeMessages(_ half: SandboxHalf, limit: Int, time: FrameTime) {
    let losses = half.losses()
    if losses.cured > 0 { statistics.add(losses.cured, to: .soundsCured) }
    if losses.lost > 0 { statistics.add(losses.lost, to: .eventsLost) }
    if losses.refused > 0 { statistics.add(losses.refused, to: .blocksRefused) }
    let list = half.outgoing
    for index in 0..<list.count() {
      switch list.event(index, frames: askedFrames) {
      case .short(let frame, let packed, let length)?:
        unsafe short.pointee = packed.littleEndian
        unsafe send(UnsafeRawBufferPointer(start: short, count: Int(length)), frame, limit, time)
      case .long(let frame, let start, let length)?:
        unsafe list.copyBytes(start: start, length: length, to: long)
        unsafe send(UnsafeRawBufferPointer(start: long, count: Int(length)), frame, limit, time)
      case nil: statistics.add(1, to: .eventsMalformed)
      }
    }
  }

  @_noLocks @_noAllocation
  private mutating func send(_ bytes: UnsafeRawBufferPointer, _ frame: UInt32, _ limit: Int, _ time: FrameTime) {
    let place = min(Int(frame), max(0, limit &- 1))
    unsafe outgoing.append(message: bytes, time: time + place, countingIn: statistics)
  }

  /// From the last sample to silence, so that nothing clicks. Thread: audio.
  @_noLocks @_noAllocation
  func fadeOut(_ count: Int) {
    let length = min(count, GuestSound.fadeFrames)
    for output in 0..<layout.outputCount {
      let signal = unsafe samples + output &* SandboxLayout.longestBlock
      let from = unsafe last[output]
      for frame in 0..<length { unsafe signal[frame] = from * Float(length &- frame &- 1) / Float(length) }
      for frame in length..<count { unsafe signal[frame] = 0 }
    }
  }
}
