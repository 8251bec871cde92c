// SPDX-License-Identifier: MIT
// Serves a page from its first frame to its last. Control threads.

internal import Control
internal import FoundationEssentials

/// Three tasks: what comes from the page, what comes for it from the control server, and what goes to it.
struct PageRun: Sendable {
  /// A page that says nothing for so long, and does not answer a ping either, has gone.
  static let silenceSeconds = 60

  let page: Page
  let pages: PageList
  let board: TopicBoard
  let link: ControlLink
  let connection: Connection
  let audition: Audition
  let isKnownBank: @Sendable (String) -> Bool
  private let held = PageKeys()

  /// What a page says it watches.
  private struct Wish: Decodable {
    static let limit = 300
    let watch: [String]
  }

  /// What a page wants to hear.
  private struct Hearing: Decodable {
    let audition: Audition.Wish
  }

  /// Until the page has gone, or the task is cancelled.
  func run(_ reader: RequestReader) async {
    await withTaskGroup { group in
      group.addTask { await read(reader) }
      group.addTask { try? await write() }
      group.addTask { await listen() }
      await group.next()
      group.cancelAll()
      connection.shutDown()
      for message in held.takeEnds() { link.send(message.bytes) }
      link.end()
    }
  }

  private func read(_ reader: RequestReader) async {
    var frames = WebSocketReader(reader)
    do {
      while true {
        connection.expect(withinSeconds: PageRun.silenceSeconds)
        let frame = try await frames.next()
        switch page.take(pageCount: pages.count) {
        case .passes: take(frame)
        case .isRefused(let isFirst): if isFirst { tellTooMuch() }
        case .pausesUntil(let time): try await Task.sleep(until: time, clock: .continuous)
        }
      }
    } catch let fault as WebSocketFault {
      page.send(WebSocketFrame(fault))
      // What is written last is this; that ends the page.
      try? await Task.sleep(for: .seconds(1))
    } catch {}
  }

  private func take(_ frame: WebSocketFrame) {
    switch frame.kind {
    case .text: if !hear(frame.payload) { watch(frame.payload) }
    case .binary: forward(frame.payload)
    case .ping: page.send(WebSocketFrame(.pong, frame.payload))
    case .close: page.send(WebSocketFrame(.close, Array(frame.payload.prefix(2))))
    case .pong, .continuation: break
    }
  }

  private func tellTooMuch() {
    let sentence =
      "a page may send \(MessageRate.pageLimit) messages in a second, or fewer where there are many pages: "
      + "what is more than that is left out, \(page.refusedCount) so far"
    page.tell(sentence, about: "")
  }

  /// False for what is something else.
  private func hear(_ text: [UInt8]) -> Bool {
    guard let wish = (try? JSONDecoder().decode(Hearing.self, from: Data(text)))?.audition else { return false }
    if wish.isPossible { audition.play(wish) } else { page.tell("there is no such note to be heard", about: "") }
    return true
  }

  private func watch(_ text: [UInt8]) {
    guard let wish = try? JSONDecoder().decode(Wish.self, from: Data(text)), wish.watch.count <= Wish.limit else {
      return page.tell("expected {\"watch\": [topics]} with at most \(Wish.limit) of them", about: "")
    }
    for name in wish.watch where Topic(name[...]) == nil {
      page.tell("there is no topic \(name.prefix(100))", about: "")
    }
    page.watch(wish.watch.compactMap { Topic($0[...]) })
    pages.watching.set()
  }

  private func forward(_ bytes: [UInt8]) {
    guard bytes.first == UInt8(ascii: "/"), let message = try? OSCPacket(bytes).parts.first?.message else {
      return page.tell("expected one OSC message, found something else", about: "")
    }
    do throws(Refusal) {
      let passed = try AllowedMessages.passed(message, isKnownBank: isKnownBank)
      link.send(passed == message ? bytes : passed.bytes)
      held.note(passed)
    } catch {
      page.tell(error.sentence, about: message.path)
    }
  }

  private func listen() async {
    while let bytes = try? await link.receive() { page.answer(bytes) }
  }

  private func write() async throws {
    while !Task.isCancelled {
      guard let frame = page.nextFrame(board) else {
        await page.wake.wait()
        continue
      }
      try await connection.send(frame.bytes)
      if frame.kind == .close { return }
    }
  }
}
