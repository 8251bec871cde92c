// SPDX-License-Identifier: MIT
// Turns a song's ticks into stamped events, bit by bit. The player's thread, or the thread that renders offline.

public import MIDI
public import Miniport
public import Realtime

/// Where a song has got to on its way into a port.
public struct SongFeed: Sendable {
  /// The song.
  public let song: Song
  /// The frame of its first tick.
  public let start: FrameTime
  private let rate: SampleRate
  var upcoming: UpcomingEvents
  /// True once every event has been pushed.
  public private(set) var isFinished: Bool

  /// A song that begins at `start` on a timeline of `rate` frames a second. Thread: setup or control.
  public init(_ song: Song, start: FrameTime, rate: SampleRate) {
    self.song = song
    self.start = start
    self.rate = rate
    upcoming = UpcomingEvents(song.events)
    isFinished = song.events.count == 0
  }

  /// The frame at which the song's last track ends.
  public var end: FrameTime { frame(ofTick: song.lengthInTicks) }

  /// Pushes what sounds before `horizon`, as far as there is room. Thread: the pushing one.
  public mutating func push(until horizon: FrameTime, into input: borrowing PortInput) {
    var room = input.room
    while room > 0, let event = upcoming.peek() {
      let time = frame(ofTick: event.tick)
      guard time < horizon else { return }
      if event.isLong {
        // What has no place yet waits for the next turn: the song is read well ahead of time.
        guard input.roomForLongMessages > 0 else { return }
        unsafe song.systemExclusive(of: event).withUnsafeBytes { bytes in
          _ = unsafe input.pushSystemExclusive(bytes, time: time, group: event.group)
        }
      } else {
        input.push(Event(time: time, packed: event.packed, length: UInt16(event.length), group: event.group))
      }
      drop()
      room -= 1
    }
  }

  /// Ends every note that the song has left sounding: pedals up, all notes off. Thread: the pushing one.
  public static func pushEnd(at time: FrameTime, into input: borrowing PortInput) {
    for event in endings(at: time) { input.push(event) }
  }

  /// Events that `pushEnd` pushes.
  static var endCount: Int { 32 }

  static func endings(at time: FrameTime) -> [Event] {
    (UInt8(0)..<16).flatMap { channel in
      [64, 123].map { Event(time: time, 0xB0 | channel, $0, 0, group: 0) }
    }
  }

  /// Goes on to the next event.
  mutating func drop() {
    upcoming.drop()
    isFinished = upcoming.peek() == nil
  }

  func frame(ofTick tick: Int64) -> FrameTime {
    FrameTime(start.frames + song.tempoMap.frames(ofTick: tick, rate: rate))
  }
}
