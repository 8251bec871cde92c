// SPDX-License-Identifier: MIT
// A player, and in JACK's stead a thread that renders about as fast as time. Test threads.

import Glibc
import Miniport
import Playback
import Realtime
import Synchronization
import Synthesis

/// A player on a synthesizer whose bank plays on every program that songs here use.
final class PlayerStage: Sendable {
  let player: SongPlayer
  let statistics: Statistics
  private let port: RenderedPort
  /// After the port, which reads its banks.
  private let downloader: Downloader
  private let isEnding = Mutex(false)
  private let thread = Mutex<WorkerThread?>(nil)

  struct NoBank: Error {}

  init() throws {
    let rate = SampleRate(hertz: 48_000)
    var configuration = Synthesizer.Configuration(rate: rate)
    configuration.hasEffects = false
    let parts = SynthesizerParts(configuration)
    statistics = parts.statistics.another()
    player = SongPlayer(input: parts.input, statistics: parts.statistics.another(), rate: rate)
    downloader = parts.downloader
    port = RenderedPort(parts.port)
    let download = downloader.download(.bytes(BankBytes(programs: [0], level: 9000).bytes, name: "level"))
    let worker = WorkerThread(name: "renderer") { [self] in
      while !isEnding.withLock({ $0 }) {
        port.render()
        usleep(RenderedPort.microseconds)
      }
    }
    thread.withLock { $0 = worker }
    while download.outcome == nil { usleep(1000) }
    guard case .playing? = download.outcome else { throw NoBank() }
  }

  /// Ends the thread that renders, as a server that goes away does.
  func endRendering() {
    isEnding.withLock { $0 = true }
    thread.withLock { $0?.join() }
  }

  /// Ends both threads; each of them keeps the stage alive until then.
  func end() {
    player.stop()
    endRendering()
  }

  /// One more block, after `endRendering`. Thread: the test's.
  func renderOnce() { port.render() }
}

/// A port and a buffer for its blocks.
@safe private final class RenderedPort: @unchecked Sendable {
  // Safe because only one thread renders at a time: the one of the stage, and after it has ended the test's.
  private var port: Port<Synthesizer>
  private var time = FrameTime.zero
  private let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * frames)
  private static let frames = 240
  /// How long a block lasts.
  static let microseconds: UInt32 = 5000

  init(_ port: consuming Port<Synthesizer>) { self.port = port }

  deinit { unsafe memory.deallocate() }

  func render() {
    let block = unsafe StereoBlock(left: memory, right: memory + Self.frames, count: Self.frames)
    unsafe withUnsafePointer(to: block) { unsafe port.render(UnsafeBufferPointer(start: $0, count: 1), from: time) }
    time = time + Self.frames
  }
}
