// SPDX-License-Identifier: MIT
// MIDI out as a miniport: what comes in leaves by a MIDI output, at its frame. Audio thread.

import CRealtime
public import MIDI
public import Realtime

/// The miniport of a MIDI output, as DirectMusic's for the MPU-401 (`directmusic.md` 1.2): it makes no sound.
///
/// A group of it is one MIDI output. What the output's buffer does not take in a cycle waits for the next one and is counted there;
/// what finds no room here is lost and counted.
@safe public struct UART: ~Copyable, Miniport {
  /// The group that it listens to.
  let group: Int
  var queue: OutgoingQueue
  let statistics: Statistics
  // Safe because it holds 8 bytes for the life of this value, which alone has it.
  private let short: UnsafeMutablePointer<UInt64>

  /// A block at a time: the server's buffer takes messages with their frames.
  public var prefetch: Prefetch { @_noLocks @_noAllocation get { .oneBlock } }

  /// A message leaves at the frame of its event.
  public var latencyFrames: Int { @_noLocks @_noAllocation get { 0 } }

  /// `group`: from 1. Thread: setup or control.
  public init(group: Int, statistics: consuming Statistics, queue: consuming OutgoingQueue = OutgoingQueue()) {
    self.group = group
    self.queue = queue
    self.statistics = statistics
    unsafe short = .allocate(capacity: 1)
    unsafe short.initialize(to: 0)
  }

  deinit { unsafe short.deallocate() }

  /// It has no buses. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  /// It has nothing to adapt. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {}

  /// Sends a message of up to 8 bytes; a property is none. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func put(_ event: Event) {
    // Properties have a status that MIDI leaves undefined.
    guard event.slot == Event.noSlot, event.length > 0, event.status != 0xF4, event.status != 0xF5 else { return }
    unsafe short.pointee = event.packed.littleEndian
    let message = unsafe UnsafeRawBufferPointer(start: short, count: min(8, Int(event.length)))
    if unsafe queue.append(message, time: event.time, isEnd: event.endsNotes()) { return }
    statistics.countLoss(of: event)
  }

  /// Sends a System Exclusive message. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    if unsafe !queue.append(bytes, time: time, isEnd: false) { statistics.add(1, to: .systemExclusiveLost) }
  }

  /// It makes no sound. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    for bus in 0..<buses.count { unsafe buses[bus].clear() }
  }

  /// The next message that is due before `end`. Thread: audio.
  @_noLocks @_noAllocation
  public func outgoing(ofGroup group: Int, before end: FrameTime) -> OutgoingMessage? {
    guard group == self.group, let next = queue.next(), next.time < end else { return nil }
    return next
  }

  /// It has left. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func removeOutgoing(ofGroup group: Int) {
    if group == self.group { queue.removeNext() }
  }
}
