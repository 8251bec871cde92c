// SPDX-License-Identifier: MIT
// The messages of one block, each in the list of who plays it. Audio thread; made at setup.

import MIDI
import Realtime

/// Lists of messages, each in the order in which they came, in one piece of memory.
@safe struct BlockEvents: ~Copyable {
  /// A message and the place of the next one of its list.
  // Safe because the bytes stay to the end of the block, and no entry is read after it.
  @safe struct Entry: BitwiseCopyable {
    var event: Event
    /// Of System Exclusive that does not lie in the event: its bytes, which stay to the end of the block.
    var bytes: UnsafeRawPointer?
    var next: Int32
  }

  // Safe because `entries` covers `capacity` entries and the others one number for each list, for the life of this value.
  private let entries: UnsafeMutablePointer<Entry>
  private let firsts: UnsafeMutablePointer<Int32>
  private let lasts: UnsafeMutablePointer<Int32>
  private let capacity: Int
  private let listCount: Int
  private(set) var count = 0

  /// `capacity`: messages that may come in a block, those counted several times that several play. Thread: setup.
  init(capacity: Int, listCount: Int) {
    self.capacity = capacity
    self.listCount = listCount
    // Touched now, so that the audio thread never meets a page that is not there yet.
    unsafe entries = .allocate(capacity: capacity)
    unsafe entries.initialize(
      repeating: Entry(event: Event(time: .zero, 0), bytes: nil, next: -1), count: capacity)
    unsafe firsts = .allocate(capacity: listCount)
    unsafe firsts.initialize(repeating: -1, count: listCount)
    unsafe lasts = .allocate(capacity: listCount)
    unsafe lasts.initialize(repeating: -1, count: listCount)
  }

  deinit {
    unsafe entries.deallocate()
    unsafe firsts.deallocate()
    unsafe lasts.deallocate()
  }

  /// Puts a message at the end of a list; false where there is no room. Thread: audio.
  @_noLocks @_noAllocation
  mutating func append(_ event: Event, bytes: UnsafeRawPointer?, to list: Int) -> Bool {
    guard count < capacity, list < listCount else { return false }
    unsafe entries[count] = Entry(event: event, bytes: bytes, next: -1)
    let last = unsafe Int(lasts[list])
    if last >= 0 { unsafe entries[last].next = Int32(count) } else { unsafe firsts[list] = Int32(count) }
    unsafe lasts[list] = Int32(count)
    count &+= 1
    return true
  }

  /// The place of the first message of a list, −1 where it is empty. Thread: audio.
  @_noLocks @_noAllocation
  func first(of list: Int) -> Int { unsafe Int(firsts[list]) }

  /// The message at a place. Thread: audio.
  @_noLocks @_noAllocation
  func entry(at place: Int) -> Entry { unsafe entries[place] }

  /// Empties all lists. Thread: audio.
  @_noLocks @_noAllocation
  mutating func clear() {
    guard count > 0 else { return }
    for list in 0..<listCount {
      unsafe firsts[list] = -1
      unsafe lasts[list] = -1
    }
    count = 0
  }
}
