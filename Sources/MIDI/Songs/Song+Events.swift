// SPDX-License-Identifier: MIT
// The messages of a song, as many bytes each as in the file. Any thread.

extension Song {
  /// The messages of all tracks, in the order of their ticks, then their tracks, then their places in the track.
  ///
  /// Each track is kept as `EventRecorder` wrote it down, a few bytes a message; the iterator merges the tracks. A
  /// large song thus takes no more memory than its file.
  public struct Events: Sequence, Sendable {
    /// Messages of all tracks.
    public let count: Int
    /// One track after the other.
    let bytes: [UInt8]
    /// The tracks that have messages, in their order.
    let tracks: [Track]
    /// The channel group of each MIDI port.
    let groupOfPort: [UInt16]

    /// Where the messages of a track lie.
    struct Track {
      /// Numbered from 0 as in the file.
      let number: UInt16
      var range: Range<Int>
      /// Where the first of its long messages begins in the song's `systemExclusiveBytes`.
      let exclusiveStart: Int
    }

    /// How many there are.
    public var underestimatedCount: Int { count }

    /// Begins at the first message. Thread: any.
    public func makeIterator() -> Iterator { Iterator(self) }
  }
}
