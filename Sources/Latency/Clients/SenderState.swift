// SPDX-License-Identifier: MIT
// What the sender does in a cycle. Audio thread; made in `SenderState+Setup.swift`.

import CJack
import CRealtime
import Realtime

/// Everything that the callback of the sender touches.
@safe struct SenderState: ~Copyable {
  // Safe because client and ports are there for as long as callbacks run.
  let client: OpaquePointer
  let midi: OpaquePointer
  let direct: OpaquePointer
  let plan: RingConsumer<PlannedMessage>
  let sent: RingProducer<SentNote>
  let cycles: RingProducer<CycleTimes>
  let statistics: Statistics

  /// One cycle. Thread: audio.
  @_noLocks @_noAllocation
  func process(frames: UInt32) {
    let clock = unsafe CycleClock(client)
    let start = unsafe rt_jack_cycle_start(client)
    if let buffer = unsafe rt_jack_midi(midi, frames), let impulse = unsafe rt_jack_audio(direct, frames) {
      unsafe rt_jack_midi_clear(buffer)
      unsafe rt_zero(impulse, UInt64(frames) &* 4)
      unsafe send(to: buffer, impulse, start: start, frames: frames)
    }
    statistics.set(Int64(start), gauge: .frameTime)
    statistics.grow(by: 1, gauge: .framesRendered)
    // What does not fit is counted, so that nobody takes a part for the whole.
    if !cycles.push(clock.end()) { statistics.add(1, to: .capturesLost) }
  }

  /// Writes what is due in this cycle, each at its frame; what was due before, at once. Thread: audio.
  @_noLocks @_noAllocation
  private func send(
    to buffer: UnsafeMutableRawPointer, _ impulse: UnsafeMutablePointer<Float>, start: UInt32, frames: UInt32
  ) {
    while let next = plan.peek() {
      let distance = Int32(bitPattern: next.frame &- start)
      guard distance < Int32(truncatingIfNeeded: frames) else { return }
      let offset = UInt32(max(0, distance))
      var packed = next.message.packed
      // Where a cycle has no more room the rest leaves with the next one; the library would complain, and wait for that.
      let length = UInt64(next.message.length)
      guard unsafe length <= rt_jack_midi_room(buffer), unsafe rt_jack_midi_write(buffer, offset, &packed, length) == 0
      else { return }
      _ = plan.pop()
      guard next.note >= 0 else { continue }
      unsafe impulse[Int(offset)] = 1
      let note = SentNote(
        index: next.note, frame: start &+ offset, offset: offset, period: frames, wasLate: distance < 0)
      if !sent.push(note) { statistics.add(1, to: .eventsLost) }
    }
  }
}

/// The process callback of the sender.
@_noLocks @_noAllocation
@c func latencySenderProcess(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  rt_sanitizer_enter()
  unsafe context?.assumingMemoryBound(to: SenderState.self).pointee.process(frames: frames)
  rt_sanitizer_exit()
  return 0
}
