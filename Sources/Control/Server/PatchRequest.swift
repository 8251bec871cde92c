// SPDX-License-Identifier: MIT
// Somebody wants to know or change what is connected. Control threads.

internal import Synchronization

/// One wish about connections. The program's main thread fulfils it: it alone has the client of the JACK server, and where that hangs
/// nobody else does.
public final class PatchRequest: Sendable {
  /// What is wanted.
  public enum Wish: Sendable, Equatable {
    /// The ports from this one on, and what is connected to this client's own.
    case list(first: Int)
    /// A connection, by the full names of its ports.
    case connect(source: String, destination: String)
    /// That there is none.
    case disconnect(source: String, destination: String)
  }

  /// What is wanted.
  public let wish: Wish
  let answer = LaterAnswer()

  init(_ wish: Wish) { self.wish = wish }

  /// Tells what there is. Thread: main.
  public func finish(_ patchbay: Patchbay) {
    guard case .list(let first) = wish else { return }
    do throws(ControlFault) {
      answer.finish(.success([try .json(PatchbayReport(patchbay, first: first))]))
    } catch { answer.finish(.failure(error)) }
  }

  /// It is so. Thread: main.
  public func finish() {
    switch wish {
    case .list: break
    case .connect(let source, let destination), .disconnect(let source, let destination):
      answer.finish(.success([.string(source), .string(destination)]))
    }
  }

  /// Why nothing has changed. Thread: main.
  public func fail(_ sentence: String) { answer.fail(sentence) }
}

extension Studio {
  /// More wishes about connections than these are refused while nobody fulfils any.
  private static let patchLimit = 64

  /// Asks the program's main thread.
  func ask(_ wish: PatchRequest.Wish) throws(ControlFault) -> LaterAnswer {
    let request = PatchRequest(wish)
    let isTaken = patches.withLock { requests in
      guard requests.count < Studio.patchLimit else { return false }
      requests.append(request)
      return true
    }
    guard isTaken else { throw ControlFault(.failed, "the JACK server does not answer: too many ask already") }
    return request.answer
  }

  /// What has been asked for since the last call. Thread: main.
  public func takePatchRequests() -> [PatchRequest] {
    patches.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }
}
