// SPDX-License-Identifier: MIT
// What a port asks of an instrument. Audio thread, but for the properties, which setup reads too.

public import MIDI
public import Realtime

/// The specific half of an instrument: what one instrument is. The generic half, which every instrument needs (queue,
/// sequencer, thru, clocks), is `Port`.
///
/// A miniport does not know where it runs: in the client's process or in a sandbox. Events come in time order, equal
/// times in order of arrival. Every requirement is called on the audio thread and neither waits nor allocates; a
/// conforming type marks each with `@_noLocks @_noAllocation`, so that the compiler proves it.
public protocol Miniport: ~Copyable {
  /// How long before its frame an event is wanted.
  var prefetch: Prefetch { get }

  /// Frames from an event's time to the first sample that it changes, above 0 only for a miniport that delays.
  var latencyFrames: Int { get }

  /// There are other channel groups or buses from the next block on, which begins at `time`; no more of either than the miniport
  /// was made for. What sounds on a bus that goes is heard on another one.
  mutating func setLayout(_ layout: PortLayout, time: FrameTime)

  /// Circumstances change from the block on that begins at `time`.
  mutating func adapt(to circumstance: Circumstance, time: FrameTime)

  /// Takes one message of up to 8 bytes; its time is that of the next frame to be rendered when `prefetch` is `.whenDue`.
  mutating func put(_ event: Event)

  /// Takes one System Exclusive message, F0 and F7 included. The bytes are valid during the call; those of a message of more than
  /// 8 bytes, where `prefetch` is not `.whenDue`, to the end of the next `render`.
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16)

  /// Writes (not adds) `buses[n].count` frames from `time` to each output bus. Blocks follow each other without a
  /// gap, but where the server lost time: then `time` jumps forwards.
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime)

  /// The first message that it sends out on a group's MIDI output before `end`, in the order of their times; nil where there is
  /// none. Asked for behind `render`.
  func outgoing(ofGroup group: Int, before end: FrameTime) -> OutgoingMessage?

  /// That message has left, and is not to come again.
  mutating func removeOutgoing(ofGroup group: Int)
}

extension Miniport where Self: ~Copyable {
  /// Most miniports send nothing out. Thread: audio.
  @inlinable public func outgoing(ofGroup group: Int, before end: FrameTime) -> OutgoingMessage? { nil }

  /// Thread: audio.
  @inlinable public mutating func removeOutgoing(ofGroup group: Int) {}
}
