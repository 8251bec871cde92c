// SPDX-License-Identifier: MIT
// Questions that the control server's thread must not wait for. A thread of their own.

internal import Realtime
internal import Synchronization

/// Questions that read disks or look at the whole machine, answered one after the other. The thread ends when there is nothing to be done.
final class SlowQuestions: Sendable {
  /// More of them are refused: nobody fills the memory by asking.
  private static let limit = 32

  private let state = Mutex(State())

  private struct State {
    var waiting: [Question] = []
    var isRunning = false
  }

  private struct Question: Sendable {
    let answer: LaterAnswer
    let body: @Sendable () throws(ControlFault) -> [OSCValue]?
  }

  /// What a question comes to, when its turn has come. `body`: nil where somebody else tells `answer`. Thread: control.
  func ask(
    answering answer: LaterAnswer = LaterAnswer(),
    _ body: @escaping @Sendable () throws(ControlFault) -> [OSCValue]?
  ) throws(ControlFault) -> LaterAnswer {
    let (isFull, begins) = state.withLock { state in
      guard state.waiting.count < SlowQuestions.limit else { return (true, false) }
      state.waiting.append(Question(answer: answer, body: body))
      defer { state.isRunning = true }
      return (false, !state.isRunning)
    }
    guard !isFull else {
      throw ControlFault(.failed, "\(SlowQuestions.limit) questions that take their time wait already: ask again")
    }
    // Nobody joins the thread: it holds what it works on.
    if begins { _ = WorkerThread(name: "questions") { self.work() } }
    return answer
  }

  private func work() {
    while let next = next() {
      do throws(ControlFault) {
        if let values = try next.body() { next.answer.finish(.success(values)) }
      } catch { next.answer.finish(.failure(error)) }
    }
  }

  /// The next one; nil where there is none, and the thread is to end.
  private func next() -> Question? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isRunning = false
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}
