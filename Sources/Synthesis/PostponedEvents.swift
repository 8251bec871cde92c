// SPDX-License-Identifier: MIT
// Messages that come while the voices belong to a late render worker. Audio thread.

import MIDI
import Realtime

/// A list of messages, in order, with room for `capacity`.
@safe struct PostponedEvents: ~Copyable {
  /// As many as a dense song sends in half a second.
  static var capacity: Int { @_noLocks @_noAllocation get { 1024 } }

  // Safe because the list alone has this pointer, and `count` is at most its capacity.
  private let events: UnsafeMutablePointer<Event>
  private(set) var count = 0
  /// Something had no room since the list was emptied last.
  private(set) var hasLost = false

  /// Thread: setup.
  init() {
    unsafe events = .allocate(capacity: PostponedEvents.capacity)
    unsafe events.initialize(repeating: Event(time: .zero, packed: 0, length: 0), count: PostponedEvents.capacity)
  }

  deinit { unsafe events.deallocate() }

  /// Puts a message at the end; false where there is no room for it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func append(_ event: Event) -> Bool {
    guard count < PostponedEvents.capacity else {
      hasLost = true
      return false
    }
    unsafe events[count] = event
    count = count &+ 1
    return true
  }

  /// A message of the list, 0 the first. Thread: audio.
  @_noLocks @_noAllocation
  func event(_ index: Int) -> Event { unsafe events[min(max(index, 0), PostponedEvents.capacity &- 1)] }

  /// Empties the list. Thread: audio.
  @_noLocks @_noAllocation
  mutating func removeAll() {
    count = 0
    hasLost = false
  }
}
