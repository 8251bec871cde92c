// SPDX-License-Identifier: MIT
// A miniport that takes its time, and its process callback.

import CRealtime
import JackHost
import MIDI
import Miniport
import Realtime

/// What a busy miniport has been told; written on the audio thread, read by the test when that has ended or at any time, roughly.
@safe final class BusyLog: @unchecked Sendable {
  // Safe because each number is a word that one thread writes.
  let page: UnsafeMutablePointer<Page>

  struct Page {
    var overloads = 0
    var reliefs = 0
    var freewheels = 0
    var ends = 0
    /// The part that was asked for last.
    var part = 0.0
  }

  init() {
    unsafe page = .allocate(capacity: 1)
    unsafe page.initialize(to: Page())
  }

  deinit { unsafe page.deallocate() }
}

/// Works for a part of each period, and for less when it is asked to: as long as a synthesizer with too many voices.
@safe struct BusyMiniport: ~Copyable, Miniport {
  let page: UnsafeMutablePointer<BusyLog.Page>
  /// Of a period.
  var part: Double
  let rate: Double

  init(_ log: BusyLog, part: Double, rate: Double) {
    unsafe page = log.page
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
      unsafe page.pointee.overloads += 1
      unsafe page.pointee.part = kept
    case .relief: unsafe page.pointee.reliefs += 1
    case .freewheel(true): unsafe page.pointee.freewheels += 1
    case .freewheel(false): unsafe page.pointee.ends += 1
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
