// SPDX-License-Identifier: MIT
// Goes through the messages of all tracks at once. Any thread but the audio thread: it makes an array.

extension Song.Events {
  /// Where a song has got to: a binary heap of its tracks, the one whose turn it is on top.
  public struct Iterator: IteratorProtocol, Sendable {
    private let events: Song.Events
    private var tracks: [EventReader]

    init(_ events: Song.Events) {
      self.events = events
      tracks = events.tracks.map { EventReader($0, of: events.bytes) }
      for index in stride(from: tracks.count / 2 - 1, through: 0, by: -1) { sink(from: index) }
    }

    /// The next message; nil after the last. Thread: any but audio.
    public mutating func next() -> Song.Event? {
      guard !tracks.isEmpty else { return nil }
      let event = tracks[0].read(events.bytes, groupOfPort: events.groupOfPort)
      if tracks[0].isAtEnd { tracks.swapAt(0, tracks.count - 1) }
      if tracks[tracks.count - 1].isAtEnd { tracks.removeLast() }
      sink(from: 0)
      return event
    }

    /// Lets a track sink to where those above it are before it and those below it after it.
    private mutating func sink(from index: Int) {
      var index = index
      while 2 * index + 1 < tracks.count {
        var child = 2 * index + 1
        if child + 1 < tracks.count, tracks[child + 1].isBefore(tracks[child]) { child += 1 }
        guard tracks[child].isBefore(tracks[index]) else { return }
        tracks.swapAt(index, child)
        index = child
      }
    }
  }
}
