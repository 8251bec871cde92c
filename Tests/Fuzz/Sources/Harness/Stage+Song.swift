// SPDX-License-Identifier: MIT
// Plays the beginning of any song, its pauses cut. libFuzzer's thread.

public import MIDI
@testable internal import Playback
internal import Realtime

extension Stage {
  /// Blocks that are rendered of a song.
  private static let blockCount = 24
  /// Later events are timed and not played: a day.
  private static let longestFrames: Int64 = 1 << 32

  /// Times a song and plays it with the banks that its file brings, or with a small one of its own. Thread: libFuzzer's.
  public func tryOut(_ song: Song) {
    for warning in song.warnings { _ = warning.description }
    Timing.check(song)
    for bank in song.embeddedBanks.prefix(2) {
      play(bank.bytes, bankOffset: bank.bankOffset) { $0.perform(song) }
    }
    if song.embeddedBanks.isEmpty { play(SmallBank.bytes[...]) { $0.perform(song) } }
  }

  /// Hands a song over as the renderer without a server does, or as the player does; pauses between its events are
  /// skipped, as when the server lost time. Thread: libFuzzer's.
  private func perform(_ song: Song) {
    var feed = SongFeed(song, start: time, rate: SampleRate(hertz: 48_000))
    let isOffline = song.events.count % 2 == 0
    for _ in 0..<Stage.blockCount {
      guard let event = feed.upcoming.peek() else { return }
      let due = feed.frame(ofTick: event.tick)
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
