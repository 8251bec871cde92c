// SPDX-License-Identifier: MIT
// Shares songs among threads, and ends them early where somebody wants that. Main thread; `isStopping` any.

import Glibc
import Realtime
import Synchronization

/// Songs that wait to be rendered, and what went wrong with others.
final class RenderJobs: Sendable {
  /// What a song that is being rendered gets for cleaning up, once a signal has come, in microseconds.
  private static let graceMicroseconds: UInt32 = 1_000_000

  private let songs = BlockingQueue<String>()
  private let failures = BlockingQueue<CommandFailure>()
  private let lastSignal = Mutex<Int32?>(nil)

  /// True once a signal has come: what is being rendered is to be abandoned.
  var isStopping: Bool { songs.isClosed }

  init(_ paths: [String]) {
    for path in paths { songs.push(path) }
  }

  /// Calls `render` for each song, several at a time; every failure is told, and the last one thrown. A signal ends the
  /// program once the songs in hand are cleaned up.
  func run(
    threadCount: Int, _ render: @escaping @Sendable (String) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let signals = StopSignals()
    let watch = WorkerThread(name: "signals") { [self] in stop(by: signals.wait()) }
    let threads = (0..<threadCount).map { number in
      WorkerThread(name: "render \(number + 1)") { [self] in
        while let song = songs.popIfAny() {
          do throws(CommandFailure) { try render(song) } catch { if !isStopping { failures.push(error) } }
        }
      }
    }
    for thread in threads { thread.join() }
    // The watch is not joined: it waits for signals as long as the program runs.
    _ = watch
    if let signal = lastSignal.withLock({ $0 }) { StopSignals.end(by: signal) }
    try reportFailures()
  }

  private func stop(by signal: Int32) {
    lastSignal.withLock { $0 = signal }
    songs.close()
    // Longer than a block takes; what waits for a pipe or a device would never end by itself.
    usleep(RenderJobs.graceMicroseconds)
    StopSignals.end(by: signal)
  }

  private func reportFailures() throws(CommandFailure) {
    var last: CommandFailure?
    while let failure = failures.popIfAny() {
      if let last { Console.error(last.sentence) }
      last = failure
    }
    if let last { throw last }
  }
}
