// SPDX-License-Identifier: MIT
// The way into a port for another thread than the audio thread. Any one thread.

public import MIDI
public import Realtime

/// An input of a port for events from another thread: a player, a control client. One thread at a time.
///
/// Events are stamped ahead of time and may be pushed in any order. Those of time 0 play at once. What does not fit is
/// counted as lost; who would rather wait asks for `room` first. The last places, a sixteenth, are kept for messages that
/// end notes.
public struct PortInput: ~Copyable, Sendable {
  let events: RingProducer<Event>
  /// Where the port looks whether anything was pushed, and the place of this input there.
  let bell: Doorbell
  let place: Int
  let pool: EventPool
  let statistics: Statistics
  /// Counters and gauges of this input's client alone: events received, late, lost, and how many wait. Those of the program's
  /// own inputs are one.
  public let own: Statistics
  /// Places that only a message that ends notes, or a request to cancel, may take.
  let reserve: Int
  /// What every event of this input carries as its source.
  public let source: UInt16

  init(
    events: consuming RingProducer<Event>, bell: consuming Doorbell, place: Int, pool: consuming EventPool,
    statistics: consuming Statistics, own: consuming Statistics, source: UInt16
  ) {
    self.own = own
    self.events = events
    self.bell = bell
    self.place = place
    self.pool = pool
    self.statistics = statistics
    self.source = source
    reserve = self.events.capacity / 16
  }

  /// Events of any kind for which there is room now; by the time the caller pushes, perhaps more. Thread: the pushing one.
  public var room: Int { max(0, events.capacity - reserve - events.count) }

  /// The earliest time at which an event pushed now can still be on time: the first frame that is not yet rendered,
  /// as of the last block. Thread: any.
  public var latencyClock: FrameTime { FrameTime(statistics.integer(.frameTime)) }

  /// Sends a message of up to 8 bytes; false when there was no room: it is counted as lost. Who gets that for a message
  /// that ends notes pushes it again, or the note hangs. Thread: the pushing one.
  @_noLocks @_noAllocation
  @discardableResult public func push(_ event: Event) -> Bool {
    var event = event
    event.source = source
    let isMessage = event.length > 0 && event.slot == Event.noSlot
    if isMessage, event.endsNotes() || hasRoom(), pass(event) { return true }
    statistics.countLoss(of: event)
    own.countLoss(of: event)
    return false
  }

  /// Sends a System Exclusive message, F0 and F7 included; false when there was no room for it or it is longer than a
  /// slot of the pool: it is counted as lost. Thread: the pushing one.
  @_noLocks @_noAllocation
  @discardableResult public func pushSystemExclusive(
    _ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16 = 1
  ) -> Bool {
    if let event = unsafe pool.event(holding: bytes, time: time, group: group, source: source) {
      if hasRoom(), pass(event) { return true }
      if event.slot != Event.noSlot { pool.release(event.slot) }
    }
    statistics.add(1, to: .systemExclusiveLost)
    own.add(1, to: .systemExclusiveLost)
    return false
  }

  /// Takes back everything that was pushed and is not yet due; false when there was no room for the request: push it
  /// again. What sounds goes on sounding: its end was perhaps among what was taken back, so push the ends after this.
  /// Thread: the pushing one.
  @_noLocks @_noAllocation
  @discardableResult public func cancel() -> Bool {
    // An event without a message, which `push` refuses: a request to the port itself.
    pass(Event(time: .zero, packed: 0, length: 0, group: 0, source: source))
  }

  /// Pushes an event and says so; false where there is no room. Thread: the pushing one.
  @_noLocks @_noAllocation
  private func pass(_ event: Event) -> Bool {
    guard events.push(event) else { return false }
    bell.ring(place)
    return true
  }

  /// Whether there is a place that is not kept for messages that end notes. Thread: the pushing one.
  @_noLocks @_noAllocation
  private func hasRoom() -> Bool { events.count < events.capacity - reserve }
}
