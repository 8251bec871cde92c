// SPDX-License-Identifier: MIT
// The player thread: pushes a song's events ahead of time. It may wait; the audio thread never waits for it.

public import MIDI
public import Miniport
public import Realtime

internal import Glibc
internal import Synchronization

/// Plays songs into a port that somebody else renders, on a thread of its own.
public final class SongPlayer: Sendable {
  /// Where a player is.
  public enum State: Sendable, Equatable {
    /// Nothing plays.
    case idle
    /// The song's first tick sounds at `start`, its last at `end`.
    case playing(start: FrameTime, end: FrameTime)
    /// The song is over, and its last notes ring.
    case ringing
  }

  private let requests = BlockingQueue<Song>()
  private let state = Mutex(State.idle)
  private let isStopping = Mutex(false)
  private let thread = Mutex<WorkerThread?>(nil)

  /// Starts the thread. `input` is the player's own; `statistics` belong to the port. Thread: setup.
  public init(input: consuming PortInput, statistics: consuming Statistics, rate: SampleRate) {
    let voice = PlayerVoice(input: input, statistics: statistics, rate: rate)
    let worker = WorkerThread(name: "player") { [requests, self] in
      while let song = requests.pop() { play(song, on: voice) }
    }
    thread.withLock { $0 = worker }
  }

  /// Where the player is. Thread: any but audio.
  public var current: State { state.withLock { $0 } }

  /// Plays a song after those that were asked for before. Thread: control.
  public func play(_ song: Song) {
    state.withLock {
      // Under the lock, or the player could find nothing to do and say so in between.
      if $0 == .idle { $0 = .ringing }
      requests.push(song)
    }
  }

  /// Ends the song at once, takes back what has not sounded, and fades what sounds. The player cannot be used after.
  /// Thread: control.
  public func stop() {
    isStopping.withLock { $0 = true }
    requests.close()
    thread.withLock { $0?.join() }
  }

  /// One song from its first event to the end of its tail. Thread: player.
  private func play(_ song: Song, on voice: PlayerVoice) {
    var feed = SongFeed(song, start: voice.soon, rate: voice.rate)
    state.withLock { $0 = .playing(start: feed.start, end: feed.end) }
    voice.input.push(Event(time: feed.start, 0xFF, group: 0))
    var isEndPushed = false
    while !isEndPushed || voice.now < feed.end {
      guard !isStopping.withLock({ $0 }) else { return voice.silence() }
      feed.push(until: voice.horizon, into: voice.input)
      // Ahead of time like every event, or the last notes would end late.
      if feed.isFinished, !isEndPushed, feed.end < voice.horizon, voice.input.room >= SongFeed.endCount {
        SongFeed.pushEnd(at: feed.end, into: voice.input)
        isEndPushed = true
      }
      usleep(10_000)
    }
    state.withLock { $0 = .ringing }
    repeat {
      usleep(20_000)
      guard !isStopping.withLock({ $0 }) else { return voice.silence() }
    } while voice.isSounding || voice.now < feed.end + Int(voice.rate.hertz / 10)
    state.withLock { $0 = requests.isEmpty ? .idle : .ringing }
  }
}

/// What the player thread owns: the way into the port, and the clock that it plays by.
final class PlayerVoice: Sendable {
  let input: PortInput
  let statistics: Statistics
  let rate: SampleRate

  init(input: consuming PortInput, statistics: consuming Statistics, rate: SampleRate) {
    self.input = input
    self.statistics = statistics
    self.rate = rate
  }

  /// The first frame that is not yet rendered.
  var now: FrameTime { input.latencyClock }
  /// A quarter of a second from now: later than any period that people play with.
  var soon: FrameTime { now + Int(rate.hertz / 4) }
  /// Two seconds from now, so that a server that freewheels, up to 200 times as fast, does not overtake the player; nothing while the port already
  /// holds half of what it can.
  var horizon: FrameTime {
    statistics.integer(.sequencerDepth) < 4096 ? now + 2 * Int(rate.hertz) : FrameTime(.min)
  }
  /// True while any note is heard.
  var isSounding: Bool { statistics.integer(.voicesSounding) > 0 }

  /// Takes back what waits and fades what sounds.
  func silence() {
    // The input keeps places for this; were even those taken, nobody would render any more, and nothing would sound.
    guard input.cancel() else { return }
    for channel in UInt8(0)..<16 { input.push(Event(time: .zero, 0xB0 | channel, 120, 0, group: 0)) }
    // Long enough for the fades.
    usleep(30_000)
  }
}
