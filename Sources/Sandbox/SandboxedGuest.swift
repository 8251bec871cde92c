// SPDX-License-Identifier: MIT
// A guest of a sandbox as its client's control thread sees it. Control threads.

import CSandbox
import Glibc
import Realtime
public import SandboxProtocol

/// A plug-in or a synthesizer in a sandbox, and the memory of its sound. It leaves with this value.
public final class SandboxedGuest: @unchecked Sendable {
  // Safe because one control thread at a time uses it.
  /// What it shares with the audio thread.
  public let memory: SandboxMemory
  /// The process that it is in, with others or alone.
  public let process: SandboxProcess
  private let number: Int
  /// What the sandbox has said of it; nil before it is ready.
  public private(set) var ready: (thread: Int32, protection: SandboxProtection)?
  /// When the block that it was asked for last was seen to be waiting.
  private var stuck: (number: UInt32, since: ContinuousClock.Instant)?

  /// How long a block may take before the sandbox counts as hung: so much longer than any period that no machine is just slow.
  static let patience = Duration.milliseconds(500)

  /// Lets a plug-in in, which then gets ready by itself: `isReady`. Thread: control.
  public convenience init(
    _ plugin: SandboxPlugin, _ layout: SandboxLayout, in process: SandboxProcess
  ) throws(SandboxProcess.Failure) {
    if let problem = plugin.state.flatMap(SandboxState.problem) { throw .refused("\(plugin.uri): \(problem)") }
    try self.init(layout, process)
    try open(.plugin(guest: number, plugin))
  }

  /// Lets a synthesizer in, which waits for its banks, and for `play`. Thread: control.
  public convenience init(
    _ synthesizer: SandboxSynthesizer, in process: SandboxProcess
  ) throws(SandboxProcess.Failure) {
    try self.init(.ofSynthesizer, process)
    try open(.synthesizer(guest: number, synthesizer))
  }

  private init(_ layout: SandboxLayout, _ process: SandboxProcess) throws(SandboxProcess.Failure) {
    guard let memory = SandboxMemory(making: layout) else {
      throw .refused("the system gives no memory that could be shared with a sandbox")
    }
    self.memory = memory
    self.process = process
    number = process.nextGuest()
  }

  private func open(_ order: SandboxOrder) throws(SandboxProcess.Failure) {
    guard process.send(order, with: memory.file) else { throw SandboxedGuest.lost }
  }

  private static let lost = SandboxProcess.Failure.refused("the sandbox ended before the plug-in had begun")

  deinit { process.forget(number) }

  /// The process that it is in.
  public var identifier: Int32 { process.identifier }

  /// Whether that has ended. Thread: control.
  public func hasEnded() -> Bool { process.hasEnded() }

  // MARK: Banks

  /// A synthesizer is to play a bank. `file`: its bytes. Thread: control.
  public func bringIn(_ bank: SandboxBank, _ file: OpenFile) {
    process.send(.bank(guest: number, bank), with: file)
  }

  /// A bank goes, by the number that it came with. Thread: control.
  public func takeOut(bank: Int) { process.send(.unload(guest: number, bank: bank)) }

  /// A synthesizer has the banks that it is to begin with. Thread: control.
  public func play() { process.send(.play(guest: number)) }

  // MARK: What becomes of it

  /// Whether it is ready, waited for up to `milliseconds`; throws where it never will be. Thread: control.
  public func isReady(milliseconds: Int32) throws(SandboxProcess.Failure) -> Bool {
    let deadline = ContinuousClock.now + .milliseconds(Int(milliseconds))
    while ready == nil {
      let (found, refusal) = process.mail(of: number, isWaiting: milliseconds > 0) { ($0.ready, $0.refusal) }
      ready = found
      if let refusal { throw .refused(refusal) }
      if ready == nil, process.isSilent { throw SandboxedGuest.lost }
      if ready == nil, ContinuousClock.now >= deadline { return false }
    }
    return true
  }

  /// Gives its audio thread a real-time priority, below that of this client's own; false where the system lets nobody. `isAlone`: no other
  /// guest of its process will ask for one. Thread: control.
  public func givePriority(_ priority: Int32, isAlone: Bool) -> Bool {
    guard let ready else { return false }
    return sandbox_give_priority(identifier, ready.thread, priority, isAlone)
  }

  /// Whether a block has waited for longer than any machine is slow. Thread: control.
  public func isHung(now: ContinuousClock.Instant) -> Bool {
    // Not what is shared says so, or one that writes over that for ever would never wait.
    let wanted = memory.wanted.load()
    guard memory.reply.load() != wanted else {
      stuck = nil
      return false
    }
    guard let last = stuck, last.number == wanted else {
      stuck = (wanted, now)
      return false
    }
    return now - last.since > SandboxedGuest.patience
  }

  /// Sets a property of the plug-in to a text; false where it is not there to be told. Thread: control.
  public func set(_ property: String, toText text: String) -> Bool {
    ready != nil && process.send(.text(guest: number, property: property, text))
  }

  /// What the plug-in has written for people since the last call. Thread: control.
  public func takeLog() -> [String] {
    process.mail(of: number) { mail in
      defer { mail.log = [] }
      return mail.log
    }
  }

  /// What the sandbox has to say of it since the last call. Thread: control.
  public func takeNotices() -> [String] {
    process.mail(of: number) { mail in
      defer { mail.notices = [] }
      return mail.notices
    }
  }

  /// The plug-in's state, waited for up to five seconds, because it may be long; nil where it has none, or does not answer. Thread: control.
  public func state() -> String? {
    guard ready != nil else { return nil }
    process.mail(of: number) { $0.state = nil }
    guard process.send(.state(guest: number)) else { return nil }
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline, !process.isSilent {
      if let state = process.mail(of: number, isWaiting: true, { $0.state }) { return state }
    }
    return nil
  }
}
