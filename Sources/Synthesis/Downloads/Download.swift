// SPDX-License-Identifier: MIT
// One download and what became of it. Any thread but audio.

internal import Synchronization

/// A bank on its way into the playing set, in it, or gone.
public final class Download: Sendable {
  /// A number that no other download of this process has, nor will have.
  public let id: Int
  /// What was asked for.
  public let source: BankSource
  /// Among several that play together.
  let standing: Standing
  /// The client that alone plays it, from 1; 0 for everybody. Of one that replaces another that one's counts.
  let owner: UInt8
  private let state = Mutex(State())

  private static let count = Mutex(0)

  private struct State {
    var outcome: Outcome?
    var progress: Double?
    var isCancelled = false
    /// It is being read.
    var hasBegun = false
    /// It is about to play, and nobody can cancel it any more.
    var isCommitted = false
  }

  init(_ source: BankSource, standing: Standing = .alone, owner: UInt8 = 0) {
    self.source = source
    self.owner = owner
    self.standing = standing
    id = Download.count.withLock { count in
      count += 1
      return count
    }
  }

  /// What is known of other downloads when one begins.
  enum Standing {
    /// Nothing.
    case alone
    /// A built-in bank comes after it.
    case beforeBuiltIn
    /// A built-in bank that comes last: it is spared where the others have all of its programs.
    case last
  }

  /// How a download ended.
  public enum Outcome: Sendable {
    /// The bank plays; or it was spared, and brought nothing.
    case playing(Report)
    /// Nothing has changed; a sentence says why.
    case failed(String)
  }

  /// What a bank brought.
  public struct Report: Sendable {
    /// Programs that can be played, drum kits among them.
    public let programCount: Int
    /// Those of them that are in memory; fewer where programs come in on demand.
    public let presentProgramCount: Int
    /// Regions of all programs.
    public let regionCount: Int
    /// Waves that the regions play.
    public let waveCount: Int
    /// Bytes of sample memory that the bank has taken.
    public let sampleByteCount: Int
    /// Bytes of waves that were in memory already.
    public let sharedByteCount: Int
    /// False where the system refused to lock them (`ulimit -l`).
    public let isLocked: Bool
    /// What was odd about the file, each a sentence with its byte offset.
    public let warnings: [String]

    /// Of a built-in bank that was not read, because the others have all of its programs.
    static var spared: Report {
      Report(
        programCount: 0, presentProgramCount: 0, regionCount: 0, waveCount: 0, sampleByteCount: 0, sharedByteCount: 0,
        isLocked: true,
        warnings: [])
    }
  }

  /// Nil while the bank is on its way. Thread: any but audio.
  public var outcome: Outcome? { state.withLock { $0.outcome } }

  /// How much of a long work is done, 0 to 1: the samples of a SoundFont. Nil where there is none. Thread: any but audio.
  public var progress: Double? { state.withLock { $0.progress } }

  /// The bank is not wanted any more: it fails, at once where its turn has not come, unless it plays already or is about to
  /// (false). Thread: any but audio.
  public func cancel() -> Bool {
    state.withLock { state in
      guard state.outcome == nil, !state.isCommitted else { return false }
      state.isCancelled = true
      if !state.hasBegun { state.outcome = .failed(BankFault.cancelled.description) }
      return true
    }
  }

  /// Its turn has come; false where it was cancelled before.
  func begin() -> Bool {
    state.withLock { state in
      state.hasBegun = true
      return !state.isCancelled
    }
  }

  /// From now on it cannot be cancelled; false where it was.
  func commit() -> Bool {
    state.withLock { state in
      state.isCommitted = !state.isCancelled
      return state.isCommitted
    }
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func finish(_ outcome: Outcome) { state.withLock { $0.outcome = outcome } }

  func advance(to progress: Double) { state.withLock { $0.progress = max($0.progress ?? 0, progress) } }
}
