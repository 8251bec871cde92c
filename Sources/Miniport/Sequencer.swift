// SPDX-License-Identifier: MIT
// Holds events until they are due, in a heap that never grows. Audio thread; made in `Sequencer+Setup.swift`.

public import MIDI
import Realtime

/// Events in order of their time, those of equal time in order of arrival.
///
/// A binary heap of fixed capacity. The last places are a reserve for messages that end notes: when the sequencer
/// overflows a note may be missing, but none hangs.
@safe public struct Sequencer: ~Copyable {
  // Safe because `entries` covers `capacity` entries for the life of the sequencer, and the first `count` hold values.
  let entries: UnsafeMutablePointer<Entry>
  /// Places, the reserve included.
  public let capacity: Int
  /// Places that only a message that ends notes may take.
  public let reserve: Int
  /// Events held, 0 to `capacity`.
  public internal(set) var count = 0
  /// Events taken in so far: the order of equal times. 64 bits, so it never wraps.
  var arrivals: UInt64 = 0

  /// An event and its place among those of the same time.
  struct Entry: BitwiseCopyable {
    var event: Event
    var arrival: UInt64

    /// Thread: audio.
    @_noLocks @_noAllocation
    func precedes(_ other: Entry) -> Bool {
      let (time, otherTime) = (event.time.frames, other.event.time.frames)
      return time == otherTime ? arrival < other.arrival : time < otherTime
    }
  }

  deinit { unsafe entries.deallocate() }

  /// Takes an event in; false, and nothing taken, when there is no place for it: the caller counts that. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func push(_ event: Event) -> Bool {
    guard push(event, arrival: arrivals) else { return false }
    arrivals &+= 1
    return true
  }

  /// The same for one of several sequencers that share an order of arrival. Thread: audio.
  @_noLocks @_noAllocation
  mutating func push(_ event: Event, arrival: UInt64) -> Bool {
    guard count < capacity - (event.endsNotes() ? 0 : reserve) else { return false }
    let entry = Entry(event: event, arrival: arrival)
    count += 1
    rise(entry, from: count - 1)
    return true
  }

  /// The event that is due first, left where it is; nil when there is none. Thread: audio.
  @_noLocks @_noAllocation
  public func next() -> Event? {
    count > 0 ? unsafe entries[0].event : nil
  }

  /// The place of the event that is due first; nil when there is none. Thread: audio.
  @_noLocks @_noAllocation
  func nextPlace() -> Place? {
    count > 0 ? unsafe Place(frames: entries[0].event.time.frames, arrival: entries[0].arrival) : nil
  }

  /// Takes out the event that is due first; nil when there is none. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func pop() -> Event? {
    guard count > 0 else { return nil }
    let first = unsafe entries[0].event
    count -= 1
    if count > 0 { sink(unsafe entries[count], from: 0) }
    return first
  }

  /// Takes out one event of `source`, whichever comes to hand; nil when there is none. Order is kept by a call of
  /// `restoreOrder` after the last. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeAny(ofSource source: UInt16, searchingFrom start: inout Int) -> Event? {
    while start < count {
      let event = unsafe entries[start].event
      if event.source == source {
        count -= 1
        unsafe entries[start] = entries[count]
        return event
      }
      start += 1
    }
    return nil
  }

  /// Makes a heap of what `takeAny` left: one pass over all events. Thread: audio.
  @_noLocks @_noAllocation
  mutating func restoreOrder() {
    var index = count / 2
    while index > 0 {
      index -= 1
      sink(unsafe entries[index], from: index)
    }
  }

  /// Moves `entry` from the hole at `start` towards the root. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func rise(_ entry: Entry, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard unsafe entry.precedes(entries[parent]) else { break }
      unsafe entries[hole] = entries[parent]
      hole = parent
    }
    unsafe entries[hole] = entry
  }

  /// Moves `entry` from the hole at `start` towards the leaves. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func sink(_ entry: Entry, from start: Int) {
    var hole = start
    while true {
      var child = 2 * hole + 1
      guard child < count else { break }
      if child + 1 < count, unsafe entries[child + 1].precedes(entries[child]) { child += 1 }
      guard unsafe entries[child].precedes(entry) else { break }
      unsafe entries[hole] = entries[child]
      hole = child
    }
    unsafe entries[hole] = entry
  }
}
