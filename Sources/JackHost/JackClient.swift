// SPDX-License-Identifier: MIT
// A client of the JACK server, as the control thread sees it.

import CJack
import Glibc
public import Realtime

/// A client of a running JACK server: opened with its ports, then activated with a port that sounds.
@safe public struct JackClient: ~Copyable {
  // Safe because the handle is valid until the deinitializer closes it, and what its callbacks use is freed after the
  // last of them, or never.
  let handle: OpaquePointer
  let ports: JackPorts
  /// What the client was asked to be.
  public let configuration: JackConfiguration
  /// The server's sample rate.
  public let sampleRate: SampleRate
  let statistics: Statistics
  /// What the callbacks use, on whichever thread, once activated.
  var active: ActiveParts?
  /// The socket from which news of the server is read.
  let news: Int32
  let newsWriter: Int32
  /// Why the client ended; nil while it lives.
  var ending: JackError?

  /// What activation made and closing frees.
  @unsafe struct ActiveParts {
    let notices: JackNotices
    let engine: UnsafeMutableRawPointer
    let destroyEngine: (UnsafeMutableRawPointer) -> Void
  }

  /// Frames that the server processes at a time; it may change at any moment. Thread: control.
  public var periodFrames: Int { Int(unsafe jack_get_buffer_size(handle)) }

  /// Why the server ended this client, nil while it lives: waits up to `milliseconds` for that, 0 to only look,
  /// negative for ever. Thread: control.
  public mutating func waitForEnd(milliseconds: Int32) -> JackError? {
    if let ending { return ending }
    var waiting = pollfd(fd: news, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: JackNotices.textLimit + 1)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(news, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    let text = String(decoding: bytes[1..<count], as: UTF8.self)
    switch JackNotices.Kind(rawValue: bytes[0]) {
    case .sampleRateChanged:
      ending = .sampleRateChanged(from: sampleRate, to: SampleRate(hertz: max(1, UInt32(text) ?? 1)))
    case .serverGone, nil:
      ending = .serverGone(reason: text)
    }
    return ending
  }

  deinit {
    let closed = unsafe jack_client_close(handle)
    var waiting = pollfd(fd: news, events: Int16(POLLIN), revents: 0)
    let isEnded = closed != 0 || ending != nil || (unsafe poll(&waiting, 1, 0)) > 0
    // Closing waits for the last callback, but not where the server failed: JACK 2 then marks the client as inactive on
    // the process thread itself, before it calls the shutdown callback there, and joins only threads of active clients.
    // That thread may still be in a callback, and nothing tells when it is not. So what callbacks use stays as it is:
    // an engine that is never freed, with its sleeping render workers, once for each server that fails, rather than one used after
    // it is freed.
    if isEnded, let active = unsafe active {
      unsafe _ = Unmanaged.passRetained(active.notices)
      return
    }
    if let active = unsafe active { unsafe active.destroyEngine(active.engine) }
    close(news)
    close(newsWriter)
  }
}
