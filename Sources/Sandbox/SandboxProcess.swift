// SPDX-License-Identifier: MIT
// The process of a sandbox as its client's control threads see it. Control threads.

import CSandbox
import Glibc
import Realtime
import SandboxProtocol
import Synchronization

/// A process that hosts plug-ins and synthesizers for this one. It ends with this value.
@safe public final class SandboxProcess: @unchecked Sendable {
  // Safe because the socket is used under the lock.
  /// The process.
  public let identifier: Int32
  private let socket: SandboxSocket
  private let state = Mutex(State())

  private struct State {
    var isGone = false
    /// Nothing comes from it any more.
    var isSilent = false
    var guestCount = 0
    /// What it has said of each guest.
    var mail: [Int: Mail] = [:]
  }

  /// What it has said of a guest, and nobody has read yet.
  struct Mail {
    var ready: (thread: Int32, protection: SandboxProtection)?
    var refusal: String?
    /// An answer, which may be that there is none.
    var state: String??
    var log: [String] = []
    var notices: [String] = []
  }

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

  /// Starts a sandbox without guests. `program`: its file. `bundles`: folders with plug-ins that it may read beside those that are installed.
  /// `sampleByteLimit`: bytes that the samples of a synthesizer may take; 0 where none will come. Thread: control.
  public init(program: String, bundles: [String], sampleByteLimit: Int = 0) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | 0o2000000, 0, &ends) == 0 else {
      throw .notStarted(program)
    }
    var texts = unsafe ([program] + SandboxProcess.environment).map { unsafe strdup($0) }
    var arguments = unsafe [texts.removeFirst(), nil]
    var environment = unsafe texts + [nil]
    identifier = unsafe sandbox_start(program, &arguments, &environment, ends[1])
    for index in unsafe environment.indices { unsafe free(environment[index]) }
    unsafe free(arguments[0])
    close(ends[1])
    socket = SandboxSocket(ends[0])
    guard identifier > 0 else {
      state.withLock { $0.isGone = true }
      throw .notStarted(program)
    }
    guard send(.begin(bundles: bundles, sampleByteLimit: sampleByteLimit)) else { throw .notStarted(program) }
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

  /// Ends it at once, with all of its guests. Thread: control.
  public func end() {
    state.withLock { state in
      guard !state.isGone else { return }
      kill(identifier, SIGKILL)
      var status: Int32 = 0
      while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      state.isGone = true
    }
  }

  /// Whether it has ended, by itself or not. Thread: control.
  public func hasEnded() -> Bool {
    state.withLock { state in
      if state.isGone { return true }
      var status: Int32 = 0
      let found = unsafe waitpid(identifier, &status, WNOHANG)
      if found == identifier || found < 0 && errno == ECHILD { state.isGone = true }
      return state.isGone
    }
  }

  // MARK: For guests

  /// The number of a guest that is to come.
  func nextGuest() -> Int {
    state.withLock { state in
      state.guestCount += 1
      state.mail[state.guestCount] = Mail()
      return state.guestCount
    }
  }

  /// Says what is wanted; false where nobody listens any more.
  @discardableResult
  func send(_ order: SandboxOrder, with file: OpenFile? = nil) -> Bool {
    state.withLock { state in !state.isGone && socket.send(order, with: file) }
  }

  /// A guest has left.
  func forget(_ guest: Int) {
    send(.leave(guest: guest))
    state.withLock { $0.mail[guest] = nil }
  }

  /// Reads what has come, waiting for something for a moment where that is wanted, and hands out what is for a guest.
  func mail<Result>(of guest: Int, isWaiting: Bool = false, _ take: (inout Mail) -> Result) -> Result {
    state.withLock { state in
      var patience: Int32 = isWaiting ? 20 : 0
      while !state.isSilent {
        switch socket.receive(SandboxAnswer.self, milliseconds: patience) {
        case .value(let answer, _): state.mail[answer.guest]?.put(answer)
        case .nothing: return take(&state.mail[guest, default: Mail()])
        case .end: state.isSilent = true
        }
        patience = 0
      }
      return take(&state.mail[guest, default: Mail()])
    }
  }

  /// Whether nothing comes from it any more.
  var isSilent: Bool { state.withLock { $0.isSilent || $0.isGone } }
}

extension SandboxProcess.Mail {
  fileprivate mutating func put(_ answer: SandboxAnswer) {
    switch answer {
    case .ready(_, let thread, let protection): ready = (thread, protection)
    case .refused(_, let sentence): refusal = sentence
    case .state(_, let text): state = .some(text)
    case .log(_, let lines): log += lines
    case .notices(_, let sentences): notices += sentences
    }
  }
}
