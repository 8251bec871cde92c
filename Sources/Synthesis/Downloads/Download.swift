// SPDX-License-Identifier: MIT
// One download and what became of it. Any thread but audio.

internal import Synchronization

/// A bank on its way into the playing set.
public final class Download: Sendable {
  /// What was asked for.
  public let source: BankSource
  private let state = Mutex(State())

  private struct State {
    var outcome: Outcome?
    var progress: Double?
  }

  init(_ source: BankSource) { self.source = source }

  /// How a download ended.
  public enum Outcome: Sendable {
    /// The bank plays.
    case playing(Report)
    /// Nothing has changed; a sentence says why.
    case failed(String)
  }

  /// What a bank brought.
  public struct Report: Sendable {
    /// Programs that can be played, drum kits among them.
    public let programCount: Int
    /// Bytes of sample memory.
    public let sampleByteCount: Int
    /// False where the system refused to lock them (`ulimit -l`).
    public let isLocked: Bool
    /// What was odd about the file, each a sentence with its byte offset.
    public let warnings: [String]
  }

  /// Nil while the bank is on its way. Thread: any but audio.
  public var outcome: Outcome? { state.withLock { $0.outcome } }

  /// How much of a long work is done, 0 to 1: the decoding of compressed samples. Nil where there is none.
  /// Thread: any but audio.
  public var progress: Double? { state.withLock { $0.progress } }

  func finish(_ outcome: Outcome) { state.withLock { $0.outcome = outcome } }

  func advance(to progress: Double) { state.withLock { $0.progress = max($0.progress ?? 0, progress) } }
}
