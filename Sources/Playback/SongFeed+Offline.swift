// SPDX-License-Identifier: MIT
// Hands a song to a port that the same thread renders. The thread that renders offline.

internal import MIDI
internal import Miniport
internal import Realtime

extension SongFeed {
  /// Events that a port surely has room for, and long System Exclusive messages among them.
  private static let roomForEvents = 4096
  private static let roomForLongEvents = 64

  /// Hands over what sounds before `horizon`, up to which the port may then render; where that is more than it has room
  /// for, up to an earlier frame, which is returned.
  ///
  /// The port holds nothing when this begins. The events of one frame stay together, so that what does not fit, if
  /// thousands fall on one, is the same however time is cut. Thread: the rendering one.
  mutating func deliver<M: Miniport & ~Copyable>(before horizon: FrameTime, to port: inout Port<M>) -> FrameTime {
    var room = SongFeed.roomForEvents
    var roomForLong = SongFeed.roomForLongEvents
    while let event = upcoming.peek() {
      let frame = self.frame(ofTick: event.tick)
      guard frame < horizon else { return horizon }
      let isFirst = room == SongFeed.roomForEvents
      guard isFirst || isChord(at: frame, within: room, long: roomForLong) else { return frame }
      while let event = upcoming.peek(), self.frame(ofTick: event.tick) == frame {
        deliver(event, at: frame, to: &port)
        drop()
        room -= 1
        if event.isLong { roomForLong -= 1 }
      }
    }
    return horizon
  }

  /// Ends every note that the song has left sounding. Thread: the rendering one.
  static func deliverEnd<M: Miniport & ~Copyable>(at time: FrameTime, to port: inout Port<M>) {
    for event in endings(at: time) { port.accept(event) }
  }

  private func deliver<M: Miniport & ~Copyable>(_ event: Song.Event, at time: FrameTime, to port: inout Port<M>) {
    guard event.isLong else {
      return port.accept(
        Event(time: time, packed: event.packed, length: UInt16(event.length), group: event.group))
    }
    unsafe song.systemExclusive(of: event).withUnsafeBytes { bytes in
      unsafe port.accept(message: bytes, time: time, group: event.group)
    }
  }

  /// Whether the events that fall on the frame of the next one are no more than `room`, and the long ones no more than
  /// `roomForLong`.
  private mutating func isChord(at frame: FrameTime, within room: Int, long roomForLong: Int) -> Bool {
    var count = 0
    var longCount = 0
    while let event = upcoming.peek(count), self.frame(ofTick: event.tick) == frame {
      count += 1
      if event.isLong { longCount += 1 }
      guard count <= room, longCount <= roomForLong else { return false }
    }
    return true
  }
}
