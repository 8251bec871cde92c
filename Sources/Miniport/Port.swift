// SPDX-License-Identifier: MIT
// What every instrument needs: the generic half. Audio thread; made in `Port+Setup.swift`.

public import MIDI
public import Realtime

/// The generic half of an instrument: takes events from everywhere, keeps them until they are due, and lets its miniport
/// render what lies between them.
///
/// An event sounds at its frame, whatever the length of the block in which that falls. One that comes after its time
/// sounds at the next frame and is counted; time 0 means "at once".
@safe public struct Port<M: Miniport & ~Copyable>: ~Copyable {
  @usableFromInline var miniport: M
  // Behind a pointer, because the optimiser of Swift 6.3.1 stops with an assertion at the setter of a non-copyable field
  // in a type that other modules inline. Safe because the port alone has the pointer.
  @usableFromInline let queue: UnsafeMutablePointer<PortQueue>
  /// Scratch for the buses of a part of a block.
  // Safe because `parts` covers `busLimit` blocks and lives as long as the port.
  @usableFromInline let parts: UnsafeMutablePointer<StereoBlock>
  /// The greatest number of buses that there may ever be.
  public let busLimit: Int
  @usableFromInline var usedBusCount: Int
  /// Where what comes in on the audio thread goes, for a control thread. Taken before the port is handed to the audio thread, and
  /// kept for as long as that has it.
  public let thru: ThruSwitch
  /// Stereo output buses of the miniport.
  @inlinable public var busCount: Int { usedBusCount }

  deinit {
    unsafe queue.deinitialize(count: 1)
    unsafe queue.deallocate()
    unsafe parts.deallocate()
  }

  /// Frames from an event's time to the first sample that it changes. Thread: audio, or setup before activation.
  @inlinable public var latencyFrames: Int { miniport.latencyFrames }

  /// Takes in a message of up to 8 bytes that came on the audio thread. Thread: audio.
  @inlinable public mutating func accept(_ event: Event) { unsafe queue.pointee.accept(event) }

  /// Takes in a message of any length that came on the audio thread: its bytes are copied. System Exclusive may come in
  /// pieces, and sounds at the time of its last one; real-time bytes inside it are messages of their own. What is not one
  /// whole message otherwise is counted as malformed. Thread: audio.
  @inlinable public mutating func accept(
    message: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16 = 0
  ) {
    unsafe queue.pointee.accept(message: message, time: time, group: group, source: source)
  }

  /// Time has passed in which nothing ran, up to `time`: a note that was due before does not begin any more, and is
  /// counted. What else was due, the ends of notes and controllers, takes effect late. Thread: audio.
  @inlinable public mutating func leaveOutNotes(dueBefore time: FrameTime) {
    unsafe queue.pointee.notesBegin = time
  }

  /// Ends every note of every channel at `time`, as after a player who has let go of all keys and pedals. Thread: audio.
  @inlinable public mutating func releaseAllNotes(at time: FrameTime) {
    var channel: UInt8 = 0
    while channel < 16 {
      // Group 0 is all groups.
      let silence = ChannelSilence(time: time, group: 0, channel: channel)
      accept(silence.sustainUp)
      accept(silence.sostenutoUp)
      accept(silence.allNotesOff)
      channel += 1
    }
  }

  /// There are other channel groups and buses from the next block on, which begins at `time`. A layout with more buses than there
  /// may be changes nothing. Thread: audio.
  @inlinable public mutating func setLayout(_ layout: PortLayout, time: FrameTime) {
    guard layout.busCount <= busLimit else { return }
    usedBusCount = layout.busCount
    miniport.setLayout(layout, time: time)
  }

  /// Circumstances change from the block on that begins at `time`. Thread: audio.
  @inlinable public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    miniport.adapt(to: circumstance, time: time)
  }

  /// Writes one block that begins at `time` to `busCount` buses of equal length. Thread: audio.
  @inlinable public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, from time: FrameTime) {
    unsafe queue.pointee.takeInputs()
    guard buses.count == busCount else { return }
    let end = time + (unsafe buses[0].count)
    switch miniport.prefetch {
    case .whenDue: unsafe renderSplit(buses, from: time, to: end)
    case .oneBlock: unsafe renderWhole(buses, from: time, delivering: end)
    case .neverHold: unsafe renderWhole(buses, from: time, delivering: FrameTime(.max))
    }
    unsafe queue.pointee.publish(renderedTo: end)
  }

  /// Delivers everything at its frame and renders what lies between. Thread: audio.
  @inlinable mutating func renderSplit(
    _ buses: UnsafeBufferPointer<StereoBlock>, from start: FrameTime, to end: FrameTime
  ) {
    var now = start
    while let due = unsafe queue.pointee.nextDue(before: end) {
      if due.frames > now.frames {
        unsafe renderPart(buses, from: now, to: due, blockStart: start)
        now = due
      }
      deliverNext(at: now, blockStart: start, ahead: false)
    }
    if now.frames < end.frames { unsafe renderPart(buses, from: now, to: end, blockStart: start) }
  }

  /// The first message that the miniport sends out on a group's MIDI output before `end`. Thread: audio.
  @inlinable public func outgoing(ofGroup group: Int, before end: FrameTime) -> OutgoingMessage? {
    miniport.outgoing(ofGroup: group, before: end)
  }

  /// That message has left. Thread: audio.
  @inlinable public mutating func removeOutgoing(ofGroup group: Int) { miniport.removeOutgoing(ofGroup: group) }

  /// Delivers everything before `limit`, then renders the block in one piece. Thread: audio.
  @inlinable mutating func renderWhole(
    _ buses: UnsafeBufferPointer<StereoBlock>, from start: FrameTime, delivering limit: FrameTime
  ) {
    while let due = unsafe queue.pointee.nextDue(before: limit) {
      deliverNext(at: due.frames < start.frames ? start : due, blockStart: start, ahead: true)
    }
    unsafe miniport.render(buses, time: start)
    unsafe queue.pointee.releaseKept()
  }

  /// Renders a part of a block. Thread: audio.
  @inlinable mutating func renderPart(
    _ buses: UnsafeBufferPointer<StereoBlock>, from: FrameTime, to: FrameTime, blockStart: FrameTime
  ) {
    for bus in 0..<busCount {
      unsafe parts[bus] = buses[bus].part(from: from - blockStart, count: to - from)
    }
    unsafe miniport.render(UnsafeBufferPointer(start: parts, count: busCount), time: from)
  }

  /// Delivers what comes next: the silence of a channel that lost the end of a note, or an event. `ahead`: what it holds is to last
  /// to the end of the block. Thread: audio.
  @inlinable mutating func deliverNext(at time: FrameTime, blockStart: FrameTime, ahead: Bool) {
    if let silence = unsafe queue.pointee.takeOwedSilence(at: time) {
      miniport.put(silence.sustainUp)
      miniport.put(silence.sostenutoUp)
      miniport.put(silence.allNotesOff)
    } else if let event = unsafe queue.pointee.takeNext(blockStart: blockStart) {
      deliver(event, time: time, ahead: ahead)
    }
  }

  /// Hands one event over and gives back what it holds, now or at the end of the block. Thread: audio.
  @inlinable mutating func deliver(_ event: Event, time: FrameTime, ahead: Bool) {
    var event = event
    event.time = time
    if event.isSystemExclusive {
      unsafe miniport.putSystemExclusive(queue.pointee.bytes(of: event), time: time, group: event.group)
      if ahead { unsafe queue.pointee.keep(event) } else { unsafe queue.pointee.release(event) }
    } else {
      miniport.put(event)
    }
  }
}
