// SPDX-License-Identifier: MIT
// The part of a port that is the same for every miniport. Audio thread; made in `PortQueue+Setup.swift`.

public import MIDI
public import Realtime

/// Everything that happens to an event between its arrival at a port and its delivery to the miniport.
///
/// It is apart from `Port` because it is not generic: the compiler proves it function by function.
@safe @usableFromInline struct PortQueue: ~Copyable {
  private let inPlace = InPlace()
  // Safe because the pointers are allocated at setup, `inputs` for its limit and `parsers` for `groupCount` groups, and
  // live as long as the queue.
  let inputs: UnsafeMutablePointer<RingConsumer<Event>>
  /// The lane of each input.
  let inputLanes: UnsafeMutablePointer<Int>
  var inputCount = 0
  /// Which of them have something for the port.
  let bell = Doorbell()
  /// The first is JACK's and the program's own, the others are clients'.
  let lanes: UnsafeMutablePointer<Lane>
  let laneCount: Int
  /// A bit for each lane that holds an event.
  var waitingLanes: UInt32 = 0
  /// Events taken in so far: the order of equal times. 64 bits, so it never wraps.
  var arrivals: UInt64 = 0
  /// The bytes of the short message that is being delivered.
  let inlineBytes: UnsafeMutablePointer<UInt64>
  let pool: EventPool
  let statistics: Statistics
  var overflow: NoteOverflow
  /// One for each group, which joins System Exclusive messages that come in pieces.
  let parsers: UnsafeMutablePointer<WireParser>
  let groupCount: Int
  /// Slots of the pool that a miniport which is handed events ahead of time may read until it has rendered: as many as there are.
  let kept: UnsafeMutablePointer<UInt16>
  var keptCount = 0
  /// Notes that were due before this do not begin any more.
  @usableFromInline var notesBegin = FrameTime(.min)
  /// Where what comes in by JACK is read back.
  let captured: RingProducer<CapturedPiece>
  /// Where what comes in by JACK goes.
  let thru: TableReader<ThruTable>
  var thruTable: ThruTable
  let heldKeys: HeldKeys

  deinit {
    unsafe inputs.deinitialize(count: inputCount)
    unsafe inputs.deallocate()
    unsafe inputLanes.deallocate()
    unsafe lanes.deinitialize(count: laneCount)
    unsafe lanes.deallocate()
    unsafe inlineBytes.deallocate()
    unsafe kept.deallocate()
    unsafe parsers.deinitialize(count: groupCount)
    unsafe parsers.deallocate()
  }

  /// Takes in an event of the audio thread itself. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func accept(_ event: Event) { accept(event, lane: 0) }

  /// Takes in an event of a lane. Thread: audio.
  @_noLocks @_noAllocation
  mutating func accept(_ event: Event, lane: Int) {
    statistics.add(1, to: .eventsReceived)
    unsafe lanes[lane].statistics.add(1, to: .eventsReceived)
    if unsafe lanes[lane].sequencer.push(event, arrival: arrivals) {
      arrivals &+= 1
      waitingLanes |= 1 << UInt32(lane)
      return
    }
    statistics.countLoss(of: event)
    unsafe lanes[lane].statistics.countLoss(of: event)
    release(event)
    if event.endsNotes() { overflow.note(event, arrival: arrivals) }
  }

  /// The lane whose first event is due before those of all others; nil when nothing waits. Thread: audio.
  @_noLocks @_noAllocation
  func firstLane() -> Int? {
    var waiting = waitingLanes
    var first = -1
    var earliest = Place.never
    while waiting != 0 {
      let lane = waiting.trailingZeroBitCount
      waiting &= waiting &- 1
      guard let place = unsafe lanes[lane].sequencer.nextPlace() else { continue }
      if first < 0 || place.precedes(earliest) { (first, earliest) = (lane, place) }
    }
    return first < 0 ? nil : first
  }

  /// Takes out the first event of a lane. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func pop(lane: Int) -> Event? {
    let event = unsafe lanes[lane].sequencer.pop()
    if unsafe lanes[lane].sequencer.count == 0 { waitingLanes &= ~(1 << UInt32(lane)) }
    return event
  }

  /// Takes in a message of any length that came on the audio thread, or a piece of a System Exclusive message; the bytes
  /// are copied. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func accept(
    message: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16
  ) {
    unsafe capture(message, time: time, group: group)
    if unsafe PortQueue.isWholeSystemExclusive(message) {
      cutOffPieces(ofGroup: group)
      return unsafe passOnSystemExclusive(message, time: time, group: group, source: source)
    }
    if unsafe isPiece(message, group: group) {
      // F0 begins a message, and ends one that is at hand.
      if unsafe message[0] == 0xF0 { cutOffPieces(ofGroup: group) }
      return unsafe join(piece: message, time: time, group: group, source: source)
    }
    guard let event = unsafe Event(message: message, time: time, group: group, source: source) else {
      return refuse(.eventsMalformed)
    }
    // Real-time messages may stand inside System Exclusive; any other ends it.
    if event.status < 0xF8 { cutOffPieces(ofGroup: group) }
    passOn(event)
  }

  /// Takes in a whole System Exclusive message; the bytes are copied. Thread: audio.
  @_noLocks @_noAllocation
  mutating func acceptSystemExclusive(
    _ message: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16
  ) {
    guard let event = unsafe pool.event(holding: message, time: time, group: group, source: source) else {
      return refuse(.systemExclusiveLost)
    }
    accept(event)
  }

  /// Counts a message that did not become an event. Thread: audio.
  @_noLocks @_noAllocation
  func refuse(_ reason: Statistics.Counter) {
    statistics.add(1, to: .eventsReceived)
    statistics.add(1, to: reason)
  }

  /// Moves what the other threads have pushed so far into the sequencer, input by input. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func takeInputs() {
    var rung = bell.take()
    while rung != 0 {
      let index = rung.trailingZeroBitCount
      rung &= rung &- 1
      // Only what waits now: a producer that keeps pushing must not keep the audio thread here.
      var waiting = unsafe inputs[index].count
      while waiting > 0, let event = unsafe inputs[index].pop() {
        waiting -= 1
        if event.length == 0 {
          unsafe removeEvents(ofSource: event.source, lane: inputLanes[index])
        } else if event.source == MessageSource.server {
          // It stands for a player at an input, and goes where that one's messages go.
          passOn(event)
        } else {
          unsafe accept(event, lane: inputLanes[index])
        }
      }
    }
  }

  /// Drops every event of `source` that still waits in its lane. Takes as long as a pass over all events. Thread: audio.
  @_noLocks @_noAllocation
  mutating func removeEvents(ofSource source: UInt16, lane: Int) {
    var start = 0
    while let event = unsafe lanes[lane].sequencer.takeAny(ofSource: source, searchingFrom: &start) { release(event) }
    unsafe lanes[lane].sequencer.restoreOrder()
    if unsafe lanes[lane].sequencer.count == 0 { waitingLanes &= ~(1 << UInt32(lane)) }
  }

  /// When the next thing is to be delivered, be it an event or the silence of a channel; nil when nothing is due before
  /// `end`. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func nextDue(before end: FrameTime) -> FrameTime? {
    var first = overflow.earliest.frames
    var waiting = waitingLanes
    while waiting != 0 {
      let lane = waiting.trailingZeroBitCount
      waiting &= waiting &- 1
      if let next = unsafe lanes[lane].sequencer.next() { first = min(first, next.time.frames) }
    }
    return first < end.frames ? FrameTime(first) : nil
  }

  /// The next event, taken out; counted where it is late for a block that begins at `start`. Nil where there is none, or
  /// it was a note that is not to begin any more. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func takeNext(blockStart start: FrameTime) -> Event? {
    guard let lane = firstLane(), let first = pop(lane: lane) else { return nil }
    // Time 0 means "at once", which cannot be late.
    guard first.time.frames < start.frames, first.time.frames != 0 else { return first }
    let isStale = first.time.frames < notesBegin.frames && first.isNoteOn
    statistics.add(1, to: isStale ? .notesStale : .eventsLate)
    unsafe lanes[lane].statistics.add(1, to: isStale ? .notesStale : .eventsLate)
    return isStale ? nil : first
  }

  /// The bytes of a message, cut to its length; valid until the next call. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func bytes(of event: Event) -> UnsafeRawBufferPointer {
    if event.slot == Event.noSlot {
      unsafe inlineBytes.pointee = event.packed.littleEndian
      return unsafe UnsafeRawBufferPointer(start: inlineBytes, count: min(8, Int(event.length)))
    }
    let slot = unsafe pool.bytes(ofSlot: event.slot)
    return unsafe UnsafeRawBufferPointer(start: slot.baseAddress, count: min(slot.count, Int(event.length)))
  }

  /// Gives back what a delivered or dropped event holds. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func release(_ event: Event) {
    if event.slot != Event.noSlot { pool.release(event.slot) }
  }

  /// Gives that back when the block is rendered. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func keep(_ event: Event) {
    guard event.slot != Event.noSlot, keptCount < pool.slotCount else { return }
    unsafe kept[keptCount] = event.slot
    keptCount &+= 1
  }

  /// The block is rendered. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func releaseKept() {
    for index in 0..<keptCount { pool.release(unsafe kept[index]) }
    keptCount = 0
  }

  /// A channel whose notes must end at `time`, before the next event, because their own end was lost; nil when there is
  /// none. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func takeOwedSilence(at time: FrameTime) -> ChannelSilence? {
    if overflow.earliest.equals(.never) { return nil }
    if let lane = firstLane(), let next = unsafe lanes[lane].sequencer.nextPlace(), next.precedes(overflow.earliest) {
      return nil
    }
    return overflow.takeEarliest(at: time)
  }

  /// Takes over other routes, and tells the other threads how far the port has rendered. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func publish(renderedTo time: FrameTime) {
    takeRoutes(at: time)
    statistics.set(time.frames, gauge: .frameTime)
    var depth = 0
    for lane in 0..<laneCount {
      let count = unsafe lanes[lane].sequencer.count
      depth &+= count
      guard unsafe count != lanes[lane].toldCount else { continue }
      unsafe lanes[lane].toldCount = count
      unsafe lanes[lane].statistics.set(Int64(count), gauge: .sequencerDepth)
    }
    statistics.set(Int64(depth), gauge: .sequencerDepth)
  }
}
