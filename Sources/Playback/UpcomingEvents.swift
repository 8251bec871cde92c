// SPDX-License-Identifier: MIT
// The messages of a song that are still to come. The thread that feeds a port.

internal import MIDI

/// What is left of a song, with a look ahead.
struct UpcomingEvents: Sendable {
  private var rest: Song.Events.Iterator
  /// Read ahead, from `first` on.
  private var read: [Song.Event] = []
  private var first = 0

  /// All of `events`.
  init(_ events: Song.Events) { rest = events.makeIterator() }

  /// The next message, or one `distance` messages after it; nil where there is none. What is looked at stays in memory.
  mutating func peek(_ distance: Int = 0) -> Song.Event? {
    while read.count - first <= distance {
      guard let event = rest.next() else { return nil }
      read.append(event)
    }
    return read[first + distance]
  }

  /// Takes the next message, if there is one.
  mutating func drop() {
    guard peek() != nil else { return }
    first += 1
    guard first == read.count else { return }
    read.removeAll(keepingCapacity: true)
    first = 0
  }
}
