// SPDX-License-Identifier: MIT
// A block on its way to the sandbox and back. Audio thread.

import CRealtime
import MIDI
import Miniport
import Realtime
import SandboxProtocol

extension Reflector {
  /// Writes a block's messages and asks for its sound. Thread: audio.
  @_noLocks @_noAllocation
  mutating func ask(for count: Int, time: FrameTime) {
    let next = number &+ 1
    let half = unsafe base + layout.half(Int(next))
    var (events, bytes) = (0, 0)
    while events < SandboxLayout.eventLimit, let message = incoming.next(), message.time < time + count {
      let length = unsafe message.bytes.count
      let frame = UInt32(truncatingIfNeeded: max(0, message.time - time))
      let place = unsafe half + layout.events + events &* SandboxLayout.eventStride
      if length <= 8 {
        var packed: UInt64 = 0
        for index in 0..<length { packed |= UInt64(unsafe message.bytes[index]) << UInt64(8 &* index) }
        unsafe SandboxEvent.short(frame: frame, packed: packed, length: UInt8(length)).write(to: place)
      } else {
        guard bytes &+ length <= SandboxLayout.byteLimit else { break }
        unsafe rt_copy(half + layout.bytes + bytes, message.bytes.baseAddress, UInt64(length))
        unsafe SandboxEvent.long(
          frame: frame, start: UInt32(truncatingIfNeeded: bytes), length: UInt32(truncatingIfNeeded: length)
        ).write(to: place)
        bytes &+= length
      }
      incoming.removeNext()
      events &+= 1
    }
    unsafe half.storeBytes(of: UInt32(truncatingIfNeeded: count), as: UInt32.self)
    unsafe half.storeBytes(of: UInt32(truncatingIfNeeded: events), toByteOffset: 4, as: UInt32.self)
    unsafe half.storeBytes(of: time.frames, toByteOffset: 8, as: Int64.self)
    if next & 1 == 0 { frames.0 = count } else { frames.1 = count }
    number = next
    isWaiting = true
    isAsked = true
    request.store(next)
    request.wake()
  }

  /// Takes over what the sandbox has made of a block of so many frames. Thread: audio.
  @_noLocks @_noAllocation
  mutating func take(half index: UInt32, frames count: Int, time: FrameTime) {
    takeMessages(half: index, count, time)
    // With another period the sound of the block before has another length.
    guard (index & 1 == 0 ? frames.0 : frames.1) == count else { return }
    let half = unsafe base + layout.half(Int(index))
    peak = 0
    for output in 0..<layout.outputCount {
      let signal = unsafe sound + output &* SandboxLayout.longestBlock
      unsafe rt_copy(signal, half + layout.output(output), UInt64(count &* 4))
      unsafe check(signal, count)
      unsafe last[output] = signal[count &- 1]
    }
    let late = unsafe half.load(fromByteOffset: 20, as: UInt32.self)
    latency = late < 1_000_000 ? Int(late) : 0
    for control in 0..<layout.controlCount {
      let value = unsafe half.load(fromByteOffset: layout.controls + 4 &* control, as: Float.self)
      if value - value == 0 { values.set(value, at: control) }
    }
    hasSound = true
  }

  /// Takes over the messages of a block that is done, and what it has counted. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeMessages(half index: UInt32, _ count: Int, _ time: FrameTime) {
    let half = unsafe base + layout.half(Int(index))
    let cured = unsafe half.load(fromByteOffset: 24, as: UInt32.self)
    if cured > 0 { statistics.add(UInt64(min(cured, 16)), to: .soundsCured) }
    let lost = unsafe half.load(fromByteOffset: 28, as: UInt32.self)
    if lost > 0 { statistics.add(UInt64(min(lost, 65_536)), to: .eventsLost) }
    unsafe takeSent(half, frames: index & 1 == 0 ? frames.0 : frames.1, limit: count, time: time)
  }

  /// Sound that is no number, or beyond all measure, is silence, and counted. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func check(_ signal: UnsafeMutablePointer<Float>, _ count: Int) {
    var greatest: Float = 0
    var sum: Float = 0
    for frame in 0..<count {
      let sample = unsafe signal[frame]
      greatest = max(greatest, sample.magnitude)
      sum += sample - sample
    }
    guard sum == 0, greatest < 100 else {
      statistics.add(1, to: .soundsCured)
      return unsafe rt_zero(signal, UInt64(count) &* 4)
    }
    peak = max(peak, greatest)
  }

  /// Keeps the messages that the plug-in sends out. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func takeSent(_ half: UnsafeMutableRawPointer, frames: Int, limit: Int, time: FrameTime) {
    let wanted = unsafe half.load(fromByteOffset: 16, as: UInt32.self)
    for index in 0..<min(Int(wanted), SandboxLayout.eventLimit) {
      let place = unsafe half + layout.sent + index &* SandboxLayout.eventStride
      switch unsafe SandboxEvent.read(place, frames: frames) {
      case .short(let frame, let packed, let length)?:
        unsafe short.pointee = packed.littleEndian
        let bytes = unsafe UnsafeRawBufferPointer(start: short, count: Int(length))
        unsafe send(bytes, at: time + min(Int(frame), max(0, limit &- 1)))
      case .long(let frame, let start, let length)?:
        // Copied first: what is looked at does not change any more.
        unsafe rt_copy(long, half + layout.sentBytes + Int(start), UInt64(length))
        let bytes = unsafe UnsafeRawBufferPointer(start: long, count: Int(length))
        unsafe send(bytes, at: time + min(Int(frame), max(0, limit &- 1)))
      case nil: statistics.add(1, to: .eventsMalformed)
      }
    }
  }

  /// Keeps one whole message; anything else is counted. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func send(_ bytes: UnsafeRawBufferPointer, at time: FrameTime) {
    unsafe outgoing.append(message: bytes, time: time, countingIn: statistics)
  }

  /// From the last sample to silence, so that nothing clicks. Thread: audio.
  @_noLocks @_noAllocation
  mutating func fadeOut(_ count: Int) {
    let length = min(count, 128)
    peak = 0
    for output in 0..<layout.outputCount {
      let signal = unsafe sound + output &* SandboxLayout.longestBlock
      let from = unsafe last[output]
      peak = max(peak, from.magnitude)
      for frame in 0..<length { unsafe signal[frame] = from * Float(length &- frame &- 1) / Float(length) }
      for frame in length..<count { unsafe signal[frame] = 0 }
      unsafe last[output] = 0
    }
  }
}
