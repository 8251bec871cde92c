// SPDX-License-Identifier: MIT
// The thread that brings instruments in. It may wait; the audio thread never waits for it.

internal import DLS
internal import Glibc
public import Realtime

internal import Synchronization

/// Reads, compiles and publishes banks on a thread of its own, in the order in which they were asked for.
public final class Downloader: Sendable {
  private let requests = BlockingQueue<Download>()
  /// Asked for and perhaps not yet ended.
  private let pending = Mutex<[Download]>([])
  private let thread: WorkerThread

  /// Starts the thread, which owns the playing set from here on. `rate`: the engine's, for conditional chunks that ask
  /// for it. `decoder`: for SoundFonts with compressed samples; without one these do not play. `interpolation`: the
  /// engine's, which decides whether waves get levels. Thread: setup.
  public init(
    publisher: consuming TablePublisher<InstrumentTable>, rate: SampleRate, decoder: SampleDecoder? = nil,
    interpolation: Interpolation = .sinc
  ) {
    let requests = requests
    let loader = BankLoader(rate: rate, decoder: decoder, hasLevels: interpolation.readsLevels)
    let set = PlayingSet(publisher: publisher, loader: loader) { requests.isClosed }
    thread = WorkerThread(name: "downloader") {
      while let download = requests.pop() { set.bring(in: download) }
    }
  }

  /// Asks for a bank; the result is told by what is returned. Thread: setup or control.
  public func download(_ source: BankSource) -> Download {
    let download = Download(source)
    pending.withLock { pending in
      pending.removeAll { $0.outcome != nil }
      pending.append(download)
    }
    requests.push(download)
    if requests.isClosed { download.finish(Self.tooLate) }
    return download
  }

  /// Ends the thread after the download in hand. The memory of the banks goes with this object, so that it must outlive
  /// the engine. Thread: control.
  public func stop() {
    requests.close()
    thread.join()
    endPending()
  }

  /// Tells those who wait for a download that it will not come any more; the thread has ended.
  private func endPending() {
    pending.withLock { pending in
      for download in pending where download.outcome == nil {
        download.finish(Self.tooLate)
      }
      pending.removeAll()
    }
  }

  private static let tooLate = Download.Outcome.failed("the client ended before this bank could play")

  deinit { stop() }
}
