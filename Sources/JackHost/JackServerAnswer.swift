// SPDX-License-Identifier: MIT
// What comes of asking a server that may hang. Control thread, and a thread that asks.

import Glibc
import Realtime
import Synchronization

/// The answer of a JACK server, or why there is none.
public enum JackServerAnswer: Equatable, Sendable {
  /// How it runs.
  case facts(JackServerFacts)
  /// There is no server of this name.
  case none(name: String)
  /// A server refuses; a sentence says why.
  case refused(String)
  /// A server is there, and has said nothing in time.
  case silent

  /// How long a server may take.
  public static let patienceSeconds = 2

  /// Asks on a thread of its own, which is left alone with a server that hangs; never starts one. Thread: control.
  public static func ask() -> JackServerAnswer {
    final class Reply: Sendable { let answer = Mutex<JackServerAnswer?>(nil) }
    let reply = Reply()
    _ = WorkerThread(name: "server question") {
      let answer: JackServerAnswer
      do throws(JackError) {
        answer = .facts(try JackServerFacts.ask())
      } catch {
        if case .noServer(let name) = error { answer = .none(name: name) } else { answer = .refused(error.description) }
      }
      reply.answer.withLock { $0 = answer }
    }
    let end = ContinuousClock.now + .seconds(patienceSeconds)
    while ContinuousClock.now < end {
      if let answer = reply.answer.withLock({ $0 }) { return answer }
      usleep(2000)
    }
    return .silent
  }
}
