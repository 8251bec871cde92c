// SPDX-License-Identifier: MIT
// What must hold of the times of every song. libFuzzer's thread.

internal import MIDI
internal import Realtime

/// Looks at the tempo map of a song.
enum Timing {
  private static let rates: [UInt32] = [1, 44_100, 48_000, 384_000, .max]

  /// Ticks in order have frames in order, and a frame leads back to its tick. Thread: libFuzzer's.
  static func check(_ song: Song) {
    let ticks = [Int64.min, -1, 0] + song.events.prefix(32).map(\.tick) + [song.lengthInTicks, .max]
    for rate in rates.map({ SampleRate(hertz: $0) }) {
      var last: Int64 = 0
      for tick in ticks {
        let frame = song.tempoMap.frames(ofTick: tick, rate: rate)
        guard frame >= last, frame <= TempoMap.lastFrame else { fatalError("tick \(tick) falls on frame \(frame)") }
        last = frame
        let back = song.tempoMap.tick(ofFrame: frame, rate: rate)
        guard back >= tick || frame == TempoMap.lastFrame else { fatalError("frame \(frame) leads to tick \(back)") }
      }
      _ = song.tempoMap.tick(ofFrame: .max, rate: rate)
    }
    for tick in ticks {
      guard song.tempoMap.seconds(ofTick: tick) >= 0 else { fatalError("tick \(tick) is before the song") }
      if let position = song.tempoMap.barPosition(ofTick: tick), position.bar < 1 || position.beat < 1 {
        fatalError("tick \(tick) is in bar \(position.bar), beat \(position.beat)")
      }
    }
  }
}
