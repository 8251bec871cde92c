// SPDX-License-Identifier: MIT
// What the server tells beside the audio. JACK's threads write, the control thread reads.

import CRealtime
import Glibc
import Realtime

/// A piece of news.
enum JackNews: Sendable {
  /// The server is gone, or has thrown the client out; `reason`: its own words, perhaps none.
  case serverGone(reason: String)
  /// The server has another sample rate.
  case sampleRateChanged(to: SampleRate)
  /// A port of some client, by its full name, has come or gone.
  case portChanged(String)
  /// Two ports of whichever clients were connected or disconnected.
  case connectionsChanged
}

/// News on its way to the control thread, which can wait for it together with anything else.
@safe final class JackNewsQueue: Sendable {
  private let news = BlockingQueue<JackNews>()
  /// A byte lies between these sockets for each piece that nobody has seen, as far as there is room: one would do.
  private let reader: Int32
  private let writer: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let status = unsafe socketpair(AF_UNIX, Int32(kind), 0, &ends)
    precondition(status == 0, "a process can make two sockets")
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Thread: notification, or process when the server fails.
  func send(_ piece: JackNews) {
    news.push(piece)
    var byte: UInt8 = 1
    _ = unsafe write(writer, &byte, 1)
  }

  /// Waits up to `milliseconds`, negative for ever, and takes all that has come. Thread: control.
  func take(waiting milliseconds: Int32) -> [JackNews] {
    var waiting = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return [] }
    // Before the pieces are taken: what comes after this is told by a byte of its own.
    var bytes = [UInt8](repeating: 0, count: 256)
    while unsafe read(reader, &bytes, bytes.count) == bytes.count {}
    var taken: [JackNews] = []
    while let piece = news.popIfAny() { taken.append(piece) }
    return taken
  }
}
