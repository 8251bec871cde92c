// SPDX-License-Identifier: MIT
// A miniport that takes its time, and its process callback.

import CRealtime
import JackHost
import MIDI
import Miniport
import Realtime
import Synchronization

/// What a busy miniport has been told; written on the audio thread, read by the test.
@safe final class BusyLog: @unchecked Sendable {
  // Safe because all that is in it is atomic.
  let page = UnsafeMutablePointer<Page>.allocate(capacity: 1)

  struct Page: ~Copyable {
    let overloads = Atomic<Int>(0)
    let freewheels = Atomic<Int>(0)
    let ends = Atomic<Int>(0)
    /// The part that was asked for last: its bits.
    let part = Atomic<UInt64>(0)
  }

  init() { unsafe page.initialize(to: Page()) }

  deinit {
    unsafe page.deinitialize(count: 1)
    unsafe page.deallocate()
  }

  var overloads: Int { unsafe page.pointee.overloads.load(ordering: .relaxed) }
  var freewheels: Int { unsafe page.pointee.freewheels.load(ordering: .relaxed) }
  var ends: Int { unsafe page.pointee.ends.load(ordering: .relaxed) }
  var part: Double { Double(bitPattern: unsafe page.pointee.part.load(ordering: .relaxed)) }
}

/// Works for a part of each period, and for less when it is asked to: as long as a synthesizer with too many voices.
@safe struct BusyMiniport: ~Copyable, Miniport {
  let page: UnsafeMutablePointer<BusyLog.Page>
  /// Of a period.
  var part: Double
  let rate: Double
  /// Where each block is said to have waited for a worker in vain; nil for none.
  let late: Statistics?

  init(_ log: BusyLog, part: Double, rate: Double, late: consuming Statistics? = nil) {
    unsafe page = log.page
    self.late = late
    self.part = part
    self.rate = rate
  }

  var prefetch: Prefetch { @_noLocks @_noAllocation get { .whenDue } }
  var latencyFrames: Int { @_noLocks @_noAllocation get { 0 } }

  @_noLocks @_noAllocation
  mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  @_noLocks @_noAllocation
  mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch circumstance {
    case .overload(let kept):
      part *= kept
      unsafe page.pointee.overloads.wrappingAdd(1, ordering: .relaxed)
      unsafe page.pointee.part.store(kept.bitPattern, ordering: .relaxed)
    case .relief, .transport: return
    case .freewheel(true): unsafe page.pointee.freewheels.wrappingAdd(1, ordering: .relaxed)
    case .freewheel(false): unsafe page.pointee.ends.wrappingAdd(1, ordering: .relaxed)
    }
  }

  @_noLocks @_noAllocation
  mutating func put(_ event: Event) {}

  @_noLocks @_noAllocation
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {}

  @_noLocks @_noAllocation
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    for bus in 0..<buses.count { unsafe buses[bus].clear() }
    guard buses.count > 0 else { return }
    late?.add(to: .workersLate)
    // Time of this thread: what the machine gives to others is not work.
    let end = rt_thread_nanoseconds() + UInt64(part * Double(unsafe buses[0].count) / rate * 1e9)
    while rt_thread_nanoseconds() < end {}
  }
}

/// The process callback for this kind.
@c @_noLocks @_noAllocation
func busyProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  if let engine = unsafe context?.assumingMemoryBound(to: Engine<BusyMiniport>.self) {
    unsafe engine.pointee.process(frames: frames)
  }
  return 0
}
