// SPDX-License-Identifier: MIT
// One bank on its way out. Any thread but audio.

internal import Synchronization

/// A bank that no new note finds any more. Its memory goes when the last voice that plays from it has let go.
public final class Unload: Sendable {
  /// The download that is taken back.
  public let id: Int
  private let outcome = Mutex<Outcome?>(nil)

  init(_ id: Int) { self.id = id }

  /// How an unload ended.
  public enum Outcome: Sendable, Equatable {
    /// The bank and its memory are gone.
    case gone
    /// No bank has this number: it was unloaded before, or never there.
    case unknown
    /// The client ended first; what was left went with it.
    case ended
  }

  /// Nil while voices play from the bank. It is set once. Thread: any but audio.
  public var result: Outcome? { outcome.withLock { $0 } }

  /// The first outcome counts.
  func finish(_ result: Outcome) { outcome.withLock { $0 = $0 ?? result } }
}
