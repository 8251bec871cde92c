// SPDX-License-Identifier: MIT
// Somebody wants a rack saved or loaded. Control threads.

internal import Synchronization

/// One wish and what became of it. The program's main thread fulfils it: it alone knows connections.
public final class RackRequest: Sendable {
  /// What is wanted.
  public enum Wish: String, Sendable { case save, load }

  /// Save or load.
  public let wish: Wish
  /// The rack's file.
  public let path: String
  private let state = Mutex<Result<RackReport, RackError>?>(nil)

  /// Thread: control.
  public init(_ wish: Wish, path: String) {
    self.wish = wish
    self.path = path
  }

  /// Nil until it is fulfilled, or has failed. Thread: control.
  public var outcome: Result<RackReport, RackError>? { state.withLock { $0 } }

  /// Tells who waits; once. Thread: control.
  public func finish(_ outcome: Result<RackReport, RackError>) { state.withLock { $0 = $0 ?? outcome } }
}
