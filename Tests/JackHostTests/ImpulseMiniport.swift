// SPDX-License-Identifier: MIT
// A miniport of the tests' own and its process callback: the second kind of miniport, proved in another module.

import CRealtime
import JackHost
import MIDI
import Miniport
import Realtime

/// Tells by its own end that what held it was freed.
final class Witness: Sendable {}

/// One sample for each note-on, at its frame; its height is the velocity, a whole one for 127, divided by the group. Of
/// several at a frame the last one is heard.
struct ImpulseMiniport: ~Copyable, Miniport {
  var prefetch: Prefetch { @_noLocks @_noAllocation get { .whenDue } }
  let latencyFrames: Int
  /// Lives as long as the miniport.
  let witness: Witness
  var height: Float = 0

  @_noLocks @_noAllocation
  mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  @_noLocks @_noAllocation
  mutating func adapt(to circumstance: Circumstance, time: FrameTime) {}

  @_noLocks @_noAllocation
  mutating func put(_ event: Event) {
    if event.status & 0xF0 == 0x90, event.data2 > 0 { height = Float(event.data2) / 127 / Float(event.group) }
  }

  @_noLocks @_noAllocation
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) { height = 1 }

  @_noLocks @_noAllocation
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    for bus in 0..<buses.count {
      unsafe buses[bus].clear()
      guard unsafe buses[bus].count > 0 else { continue }
      unsafe buses[bus].leftSamples[0] = height
      unsafe buses[bus].rightSamples[0] = -height
    }
    height = 0
  }
}

/// The process callback for this kind.
@c @_noLocks @_noAllocation
func impulseProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  rt_sanitizer_enter()
  if let engine = unsafe context?.assumingMemoryBound(to: Engine<ImpulseMiniport>.self) {
    unsafe engine.pointee.process(frames: frames)
  }
  rt_sanitizer_exit()
  return 0
}
