// SPDX-License-Identifier: MIT
// What the listener does in a cycle. Audio thread.

import CJack
import CRealtime
import Realtime

/// Everything that the callback of the listener touches.
@safe struct ListenerState: ~Copyable {
  // Safe because client and ports are there for as long as callbacks run.
  let client: OpaquePointer
  let left: OpaquePointer
  let right: OpaquePointer
  let direct: OpaquePointer
  let heard: RingProducer<HeardOnset>
  let directs: RingProducer<HeardOnset>
  let cycles: RingProducer<CycleTimes>
  let statistics: Statistics
  var sound: OnsetDetector
  var impulse: OnsetDetector

  /// One cycle. Thread: audio.
  @_noLocks @_noAllocation
  mutating func process(frames: UInt32) {
    let clock = unsafe CycleClock(client)
    let start = unsafe rt_jack_cycle_start(client)
    if let left = unsafe rt_jack_audio(left, frames), let right = unsafe rt_jack_audio(right, frames),
      let direct = unsafe rt_jack_audio(direct, frames)
    {
      var greatest: Float = 0
      for index in 0..<Int(frames) {
        let magnitude = unsafe max(left[index].magnitude, right[index].magnitude)
        greatest = max(greatest, magnitude)
        let frame = start &+ UInt32(truncatingIfNeeded: index)
        if sound.take(magnitude) { push(HeardOnset(frame: frame, uncertainty: sound.uncertainty), to: heard) }
        if unsafe impulse.take(direct[index].magnitude) { push(HeardOnset(frame: frame, uncertainty: 0), to: directs) }
      }
      statistics.raise(Double(greatest), gauge: .peakLeft)
    }
    statistics.set(Int64(start &+ frames), gauge: .frameTime)
    if !cycles.push(clock.end()) { statistics.add(1, to: .capturesLost) }
  }

  @_noLocks @_noAllocation
  private func push(_ onset: HeardOnset, to ring: borrowing RingProducer<HeardOnset>) {
    if !ring.push(onset) { statistics.add(1, to: .eventsLost) }
  }
}

/// The process callback of the listener.
@_noLocks @_noAllocation
@c func latencyListenerProcess(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  rt_sanitizer_enter()
  unsafe context?.assumingMemoryBound(to: ListenerState.self).pointee.process(frames: frames)
  rt_sanitizer_exit()
  return 0
}
