// SPDX-License-Identifier: MIT
// An attempt to open a client, on a thread of its own. Control thread.

public import Realtime
import Synchronization

/// Opens a client without keeping anybody waiting.
///
/// A server that is stopped, or hangs, keeps libjack for as long as that lasts.
public final class JackOpening: Sendable {
  /// What has become of it.
  private enum State: ~Copyable {
    case running
    case opened(JackClient)
    case failed(JackError)
    case taken
  }

  private let state = Mutex(State.running)

  /// Starts the attempt; it never starts a server. Thread: setup or control.
  public init(_ configuration: JackConfiguration, statistics: borrowing Statistics) {
    let ready = statistics.another()
    // Nobody joins the thread: it ends when libjack lets it.
    _ = WorkerThread(name: "jack opening") { [self] in
      do throws(JackError) {
        let client = try JackClient.open(configuration, statistics: ready)
        finish(.opened(client))
      } catch { finish(.failed(error)) }
    }
  }

  private func finish(_ end: consuming sending State) {
    var end = Optional(end)
    state.withLock { state in state = end.take() ?? .taken }
  }

  /// The client, once and as soon as it is open; nil while it is not. Throws what kept it from opening. Thread: control.
  public func take() throws(JackError) -> JackClient? {
    var failure: JackError?
    let client: JackClient? = state.withLock { state in
      switch consume state {
      case .running:
        state = .running
        return nil
      case .opened(let client):
        state = .taken
        return client
      case .failed(let error):
        failure = error
        state = .failed(error)
        return nil
      case .taken:
        state = .taken
        return nil
      }
    }
    if let failure { throw failure }
    return client
  }
}
