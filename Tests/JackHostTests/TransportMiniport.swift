// SPDX-License-Identifier: MIT
// A miniport that remembers the transport, and its process callback.

import JackHost
import MIDI
import Miniport
import Realtime
import Synchronization

/// What it has been told; written on the audio thread, read by the test.
@safe final class TransportLog: @unchecked Sendable {
  // Safe because only places below `count` are read, and those are never written again.
  static let limit = 1000
  let positions = UnsafeMutablePointer<TransportPosition>.allocate(capacity: TransportLog.limit)
  let count = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: 1)

  init() { unsafe count.initialize(to: Atomic(0)) }

  deinit {
    unsafe positions.deallocate()
    unsafe count.deinitialize(count: 1)
    unsafe count.deallocate()
  }

  var all: [TransportPosition] {
    unsafe (0..<count.pointee.load(ordering: .acquiring)).map { unsafe positions[$0] }
  }
}

/// Silence.
@safe struct TransportMiniport: ~Copyable, Miniport {
  // Safe because the log outlives the client.
  let positions: UnsafeMutablePointer<TransportPosition>
  let count: UnsafeMutablePointer<Atomic<Int>>

  init(_ log: TransportLog) {
    unsafe positions = log.positions
    unsafe count = log.count
  }

  var prefetch: Prefetch { @_noLocks @_noAllocation get { .oneBlock } }
  var latencyFrames: Int { @_noLocks @_noAllocation get { 0 } }

  @_noLocks @_noAllocation
  mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  @_noLocks @_noAllocation
  mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    guard case .transport(let position) = circumstance else { return }
    let place = unsafe count.pointee.load(ordering: .relaxed)
    guard place < 1000 else { return }
    unsafe positions[place] = position
    unsafe count.pointee.store(place + 1, ordering: .releasing)
  }

  @_noLocks @_noAllocation
  mutating func put(_ event: Event) {}

  @_noLocks @_noAllocation
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {}

  @_noLocks @_noAllocation
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    for bus in 0..<buses.count { unsafe buses[bus].clear() }
  }
}

/// The process callback for this kind.
@c @_noLocks @_noAllocation
func transportProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  if let engine = unsafe context?.assumingMemoryBound(to: Engine<TransportMiniport>.self) {
    unsafe engine.pointee.process(frames: frames)
  }
  return 0
}
