// SPDX-License-Identifier: MIT
// A sandbox as its client's control thread sees it. Control threads.

import CSandbox
import Glibc
import Realtime
public import SandboxProtocol

/// A process that hosts a plug-in for this one. It ends with this value.
@safe public final class SandboxProcess: @unchecked Sendable {
  // Safe because one control thread at a time uses it.
  /// What it shares with the audio thread.
  public let memory: SandboxMemory
  /// The process.
  public let identifier: Int32
  private let socket: SandboxSocket
  /// What it has said of itself; nil before it is ready.
  public private(set) var ready: (thread: Int32, protection: SandboxProtection)?
  private var isGone = false
  /// Lines that came while something else was waited for.
  private var log: [String] = []
  /// When the block that it was asked for last was seen to be waiting.
  private var stuck: (number: UInt32, since: ContinuousClock.Instant)?

  /// How long a block may take before the sandbox counts as hung: so much longer than any period that no machine is just slow.
  static let patience = Duration.milliseconds(500)

  /// Why there is none.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system gives no memory, sockets or process.
    case notStarted(String)
    /// The sandbox has said why.
    case refused(String)

    /// Thread: any.
    public var description: String {
      switch self {
      case .notStarted(let path): "the sandbox \(path) did not start"
      case .refused(let sentence): sentence
      }
    }
  }

  /// Starts a sandbox, which then gets ready by itself: `isReady`. `program`: its file. Thread: control.
  public init(_ plugin: SandboxPlugin, _ layout: SandboxLayout, program: String) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard let memory = SandboxMemory(making: layout),
      unsafe socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | 0o2000000, 0, &ends) == 0
    else { throw .notStarted(program) }
    self.memory = memory
    var texts = unsafe ([program] + SandboxProcess.environment).map { unsafe strdup($0) }
    var arguments = unsafe [texts.removeFirst(), nil]
    var environment = unsafe texts + [nil]
    identifier = unsafe sandbox_start(program, &arguments, &environment, ends[1], memory.file)
    for index in unsafe environment.indices { unsafe free(environment[index]) }
    unsafe free(arguments[0])
    close(ends[1])
    socket = SandboxSocket(ends[0])
    guard identifier > 0 else {
      isGone = true
      throw .notStarted(program)
    }
    guard socket.send(SandboxOrder.open(plugin)) else { throw .notStarted(program) }
  }

  /// What a sandbox learns of this process's environment: where plug-ins are, and the language. A crash of it is to be over at once: nobody
  /// looks for its cause there.
  private static var environment: [String] {
    let names: [String] = ["LV2_PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH"]
    let known = names.compactMap { name in
      unsafe getenv(name).map { unsafe "\(name)=" + String(cString: $0) }
    }
    return known + ["SWIFT_BACKTRACE=enable=no"]
  }

  deinit { end() }

  /// Ends it at once. Thread: control.
  public func end() {
    guard !isGone else { return }
    kill(identifier, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    isGone = true
  }

  /// Whether it is ready, waited for up to `milliseconds`; throws where it never will be. Its audio thread then has real-time priority, where
  /// this process may give it. Thread: control.
  public func isReady(milliseconds: Int32) throws(Failure) -> Bool {
    if ready != nil { return true }
    switch socket.receive(SandboxAnswer.self, milliseconds: milliseconds) {
    case .nothing: return false
    case .value(.ready(let thread, let protection)):
      ready = (thread, protection)
      return true
    case .value(.refused(let sentence)): throw .refused(sentence)
    case .value, .end: throw .refused("the sandbox ended before the plug-in had begun")
    }
  }

  /// Gives the audio thread of the sandbox a real-time priority, below that of this client's own; false where the system lets nobody. Thread: control.
  public func givePriority(_ priority: Int32) -> Bool {
    guard let ready else { return false }
    return sandbox_give_priority(identifier, ready.thread, priority)
  }

  /// Whether it has ended by itself. Thread: control.
  public func hasEnded() -> Bool {
    if isGone { return true }
    var status: Int32 = 0
    let found = unsafe waitpid(identifier, &status, WNOHANG)
    if found == identifier || found < 0 && errno == ECHILD { isGone = true }
    return isGone
  }

  /// Whether a block has waited for longer than any machine is slow. Thread: control.
  public func isHung(now: ContinuousClock.Instant) -> Bool {
    let wanted = memory.request.load()
    guard memory.reply.load() != wanted else {
      stuck = nil
      return false
    }
    guard let last = stuck, last.number == wanted else {
      stuck = (wanted, now)
      return false
    }
    return now - last.since > SandboxProcess.patience
  }

  /// Sets a property of the plug-in to a text; false where it is not there to be told. Thread: control.
  public func set(_ property: String, toText text: String) -> Bool {
    ready != nil && !isGone && socket.send(SandboxOrder.text(property: property, text))
  }

  /// What the plug-in has written for people since the last call. Thread: control.
  public func takeLog() -> [String] {
    var lines = log
    log = []
    while ready != nil, !isGone, case .value(let answer) = socket.receive(SandboxAnswer.self, milliseconds: 0) {
      if case .log(let more) = answer { lines += more }
    }
    return lines
  }

  /// The plug-in's state, waited for up to two seconds; nil where it has none, or does not answer. Thread: control.
  public func state() -> String? {
    guard ready != nil, !isGone, socket.send(SandboxOrder.state) else { return nil }
    let deadline = ContinuousClock().now + .seconds(2)
    while ContinuousClock().now < deadline {
      switch socket.receive(SandboxAnswer.self, milliseconds: 100) {
      case .value(.state(let text)): return text
      case .value(.log(let lines)): log += lines
      case .value, .nothing: continue
      case .end: return nil
      }
    }
    return nil
  }
}
