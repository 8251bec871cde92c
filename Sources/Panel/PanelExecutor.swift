// SPDX-License-Identifier: MIT
// The threads of a panel. Setup, and threads of its own.

internal import Realtime

/// Runs what the panel does on threads of its own: nothing of it waits for others that use Swift's pool, nor others for it.
final class PanelExecutor: TaskExecutor {
  /// One may be writing to a slow disk.
  private static let threadCount = 2

  private let jobs = BlockingQueue<UnownedJob>()

  /// Starts the threads. Thread: setup.
  init() {
    for _ in 0..<PanelExecutor.threadCount {
      // Nobody joins them: they end with the queue.
      _ = WorkerThread(name: "panel") { [self] in
        while let job = jobs.pop() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
      }
    }
  }

  /// Thread: any but audio.
  func enqueue(_ job: consuming ExecutorJob) { jobs.push(UnownedJob(job)) }

  /// Ends the threads; what has not ended by now never does.
  func stop() { jobs.close() }
}
