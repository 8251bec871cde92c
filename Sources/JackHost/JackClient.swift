// SPDX-License-Identifier: MIT
// A client of the JACK server, as the control thread sees it.

import CJack
import Glibc
public import Realtime

/// A client of a running JACK server: opened with its ports, then activated with a port that sounds.
@safe public struct JackClient: ~Copyable, @unchecked Sendable {
  // Safe because the handle is valid until the deinitializer closes it, what its callbacks use is freed after the last of
  // them, and one thread at a time has the client.
  let handle: OpaquePointer
  var ports: JackPorts
  /// What the client was asked to be.
  public internal(set) var configuration: JackConfiguration
  /// The server's sample rate.
  public let sampleRate: SampleRate
  let statistics: Statistics
  /// What people call the channel groups, from the first on.
  var groupNames: [String] = []
  /// What the callbacks use, on whichever thread, once activated.
  var active: ActiveParts?
  /// Which frame a moment is; it may be asked from any thread, and after the client has closed.
  public let clock: JackClock
  /// The control thread's way into the port, once activated.
  var silence: NoteRelease?
  let news: JackNewsQueue
  /// Why the client ended; nil while it lives.
  var ending: JackError?
  /// When to look once more whether the server is gone: it was said, and cycles followed.
  private var doubts: [ContinuousClock.Instant] = []
  private var isClosed = false
  /// The connections that the client is to have, as far as it was waited for.
  public internal(set) var patches = PatchMemory()
  /// What it connects itself to.
  public internal(set) var rules = ConnectionRules()
  /// When to look for ports that the rules mean: those that a client has come with are to be together.
  var rulesDue: ContinuousClock.Instant?
  /// What its own latency was when the server was told last; nil before.
  var toldLatency: Int64?
  /// What people read of the ports of others.
  var prettyNames = PrettyNames()
  /// How often what the server refused was tried again since a port has come.
  var ruleAttempts = 0

  /// What activation made and closing frees.
  @unsafe struct ActiveParts {
    let notices: JackNotices
    let tables: TableSwitch<JackPortTable>
    /// Buses that the engine has room for.
    let busLimit: Int
    let engine: UnsafeMutableRawPointer
    let destroyEngine: (UnsafeMutableRawPointer) -> Void
  }

  /// Frames that the server processes at a time; it may change at any moment. Thread: control.
  public var periodFrames: Int { Int(unsafe jack_get_buffer_size(handle)) }

  /// Why the server ended this client, nil while it lives: waits up to `milliseconds` for that, 0 to only look,
  /// negative for ever. Meanwhile it restores connections whose other side comes back, and ends the notes of sources that
  /// go. Thread: control.
  public mutating func waitForEnd(milliseconds: Int32) -> JackError? {
    let clock = ContinuousClock()
    let deadline = milliseconds < 0 ? nil : clock.now + .milliseconds(Int64(milliseconds))
    while ending == nil {
      let next = [deadline, patches.nextLook, rulesDue, doubts.first].compactMap { $0 }.min()
      let pause = next.map { max(0, ($0 - clock.now) / .milliseconds(1)).rounded(.up) }
      let pieces = news.take(waiting: pause.map { Int32(min($0, 1e9)) } ?? -1)
      for piece in pieces { take(piece) }
      if let doubt = doubts.first, doubt <= clock.now {
        doubts.removeFirst()
        if ending == nil, !isRunningOn { ending = .serverGone(reason: "") }
      }
      if let due = rulesDue, due <= clock.now, ending == nil { applyRules() }
      let isLookDue = patches.nextLook.map { $0 <= clock.now } ?? false
      if ending == nil, silence != nil, !pieces.isEmpty || isLookDue {
        if !pieces.isEmpty { patches.hear(at: clock.now) }
        lookAtConnections()
      }
      if ending == nil { followLatency() }
      if let deadline, clock.now >= deadline { break }
    }
    return ending
  }

  /// Lets the server ask anew how late this client is, where that has changed: a plug-in has come, or has another opinion.
  private mutating func followLatency() {
    let latency = statistics.integer(.ownLatency)
    defer { toldLatency = latency }
    if let toldLatency, toldLatency != latency { unsafe jack_recompute_total_latencies(handle) }
  }

  private mutating func take(_ piece: JackNews) {
    switch piece {
    case .serverGone(let reason):
      guard ending == nil else { return }
      guard isRunningOn else { return ending = .serverGone(reason: reason) }
      // A server that ends in good order may run some more cycles.
      let now = ContinuousClock().now
      doubts = [now + .milliseconds(500), now + .seconds(2)]
    case .sampleRateChanged(let new): ending = ending ?? .sampleRateChanged(from: sampleRate, to: new)
    case .portChanged(let name):
      patches.portChanged(name)
      rulesDue = ContinuousClock().now + .milliseconds(100)
      ruleAttempts = 0
    case .connectionsChanged: break
    }
  }

  /// Whether cycles follow each other though the library has said that the server is gone. PipeWire's (0.3.65) says so of any error
  /// of its connection, such as that of a link whose other end closes while it is made, and goes on as if nothing had been.
  private var isRunningOn: Bool {
    guard !JackServerSocket.isOfJack2 else { return false }
    let period = Double(periodFrames) / Double(sampleRate.hertz)
    let deadline = ContinuousClock.now + .seconds(0.05 + 3 * period)
    var (last, cycles) = (statistics.integer(.frameTime), 0)
    while ContinuousClock.now < deadline {
      usleep(2000)
      let now = statistics.integer(.frameTime)
      // The first may have begun before.
      if now != last { cycles += 1 }
      if cycles > 1 { return true }
      last = now
    }
    return false
  }

  /// Whether the server itself failed, not only its client ended.
  private var hasServerFailed: Bool {
    if case .serverGone = ending { return true }
    return news.take(waiting: 0).contains { if case .serverGone = $0 { true } else { false } }
  }

  /// Closes the client before it is let go of; nothing else may be asked of it after this. True if nothing of its engine is
  /// used any more, and all of it is freed; false where a callback may still run, whose end then comes later or never.
  /// Thread: control.
  public mutating func close() -> Bool {
    precondition(!isClosed, "a client is closed once")
    isClosed = true
    return end()
  }

  private func end() -> Bool {
    // Where the server failed JACK 2 marks the client as inactive on the process thread itself, on its way to the end of
    // that thread, and joins only threads of active clients: closing would free what that thread is using. So it gets the
    // time to end. One that waits for the server for ever is of an active client, and is joined.
    if !hasServerFailed {
      takeBackDescriptions()
    } else if let active = unsafe active {
      _ = unsafe active.notices.threads.areGone(within: 100)
    }
    clock.close()
    unsafe jack_client_close(handle)
    guard let active = unsafe active else { return true }
    return unsafe EngineRemains.take(active)
  }

  deinit { if !isClosed { _ = end() } }
}
