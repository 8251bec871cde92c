// SPDX-License-Identifier: MIT
// Plays the beginning of any song, its pauses cut. libFuzzer's thread.

import Harness
import MIDI
@testable import Playback
import Realtime

extension Stage {
  /// Blocks that are rendered of a song.
  private static let blockCount = 24
  /// Later events are timed and not played: a day.
  private static let longestFrames: Int64 = 1 << 32

  /// Hands a song over as the renderer without a server does, or as the player does; pauses between its events are
  /// skipped, as when the server lost time. Thread: libFuzzer's.
  func perform(_ song: Song) {
    var feed = SongFeed(song, start: time, rate: SampleRate(hertz: 48_000))
    let isOffline = song.events.count % 2 == 0
    for _ in 0..<Stage.blockCount where !feed.isFinished {
      let due = feed.frame(ofTick: song.events[feed.next].tick)
      guard due.frames < feed.start.frames + Stage.longestFrames else { return }
      skip(to: due)
      let horizon = time + Stage.blockFrames
      if isOffline {
        var end = horizon
        withPort { end = feed.deliver(before: horizon, to: &$0) }
        if end > time { render(frames: end - time) }
      } else {
        feed.push(until: horizon, into: input)
        render()
      }
    }
  }
}
