// SPDX-License-Identifier: MIT
// Miniports that share a sandbox and its fate. Control threads.

import Sandbox
import Synchronization

/// A sandbox, which is started anew with all that it hosts when it ends. It ends for good with the last who has this.
final class SandboxGroup: Sendable {
  /// What it is called by those who are to share it; nil for the sandbox of one alone.
  let name: String?
  private let program: String
  private let state: Mutex<State>

  private struct State: Sendable {
    /// The one that plays.
    var process: SandboxProcess
    /// One that is to take its place, and is not ready yet.
    var successor: SandboxProcess?
    var plan = RestartPlan()
  }

  /// Folders that it may read beside those that all may.
  private let bundles: Set<String>
  /// Bytes that samples may take in it.
  private let sampleByteLimit: Int

  /// Starts a sandbox. Thread: control.
  init(
    _ name: String?, bundles: Set<String>, sampleByteLimit: Int, program: String
  ) throws(SandboxProcess.Failure) {
    self.name = name
    self.program = program
    self.bundles = bundles
    self.sampleByteLimit = sampleByteLimit
    let process = try SandboxProcess(
      program: program, bundles: bundles.sorted(), sampleByteLimit: sampleByteLimit)
    state = Mutex(State(process: process))
  }

  /// The one that plays, or has ended. Thread: control.
  var process: SandboxProcess { state.withLock { $0.process } }

  /// It is not started anew any more. Thread: control.
  var isGivenUp: Bool { state.withLock { $0.plan.isGivenUp } }

  /// How often it was started anew. Thread: control.
  var restartCount: Int { state.withLock { $0.plan.restartCount } }

  /// It has ended, and another one is to take its place. Thread: control.
  var isBeginning: Bool {
    state.withLock { $0.successor != nil || $0.plan.isWaiting || $0.process.hasEnded() }
  }

  /// Why somebody cannot come in now; nil where one can. `bundle`: what that reads. Thread: control.
  func obstacle(to bundle: String?) -> String? {
    let name = name ?? ""
    if let bundle, !bundles.contains(bundle) {
      return "the sandbox \(name) has begun without \(bundle), and cannot read it any more: end what is in it first"
    }
    return isBeginning ? "the sandbox \(name) has just ended, and is started anew: try again" : nil
  }

  /// What has come up.
  enum News { case nothing, ended(String), restarted }

  /// Looks after the process; `restarted`: there is another one, whose guests want reflectors. `members`: all that play from it.
  /// Thread: control, often.
  func look(_ members: [SandboxedMiniport], now: ContinuousClock.Instant) -> News {
    state.withLock { state in
      guard !state.plan.isGivenUp else { return .nothing }
      state.plan.see(at: now)
      if state.successor == nil, !state.plan.isWaiting {
        let isHung = members.contains { $0.guest.isHung(now: now) }
        // One that came in while it was started anew is in the old one.
        let isLost = members.contains { $0.guest.process !== state.process }
        guard isHung || isLost || state.process.hasEnded() else { return .nothing }
        state.process.end()
        return .ended(state.plan.noteEnd(isHung ? "hangs" : "has ended", at: now))
      }
      do throws(SandboxProcess.Failure) {
        return try begin(members, &state, now)
      } catch {
        for member in members { member.forgetSuccessor() }
        let isStarted = state.successor.take() != nil
        return .ended(state.plan.noteEnd("does not \(isStarted ? "begin" : "start again") (\(error))", at: now))
      }
    }
  }

  /// Starts another one where it is due, and asks whether it is ready.
  private func begin(
    _ members: [SandboxedMiniport], _ state: inout State, _ now: ContinuousClock.Instant
  ) throws(SandboxProcess.Failure) -> News {
    if state.plan.isDue(at: now) {
      state.successor = try SandboxProcess(
        program: program, bundles: bundles.sorted(), sampleByteLimit: sampleByteLimit)
    }
    guard let next = state.successor else { return .nothing }
    for member in members where try !member.isReady(in: next) {
      guard state.plan.isOverdue(at: now) else { return .nothing }
      throw .refused("it has had ten seconds")
    }
    return .restarted
  }

  /// The successor plays from now on; what reflectors may still read is given back. Thread: control.
  func succeed(_ members: [SandboxedMiniport]) -> [SandboxedGuest] {
    state.withLock { state in
      guard let next = state.successor.take() else { return [] }
      state.process = next
      state.plan.succeed()
      return members.compactMap { $0.succeed() }
    }
  }
}
