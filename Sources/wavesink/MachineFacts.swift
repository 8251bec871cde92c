// SPDX-License-Identifier: MIT
// What a running client knows of its server, for who looks at the machine. Main thread, and one that may wait.

import Control
import Doctor
import FoundationEssentials
import Glibc
import JackHost
import Realtime
import Synchronization
import Synthesis

/// The last that the main thread has seen of the server: nobody else may ask it.
final class MachineFacts: Sendable {
  private let server: Mutex<(name: String, facts: JackServerFacts?)>

  /// `name`: of the server that there may be. Thread: setup.
  init(server name: String) { server = Mutex((name, nil)) }

  /// How the server is; nil without one. Thread: main.
  func set(_ facts: JackServerFacts?) { server.withLock { $0.facts = facts } }

  /// Without asking a server that may hang: one that runs no cycles does. Thread: one that may wait.
  private func answer(_ statistics: borrowing Statistics) -> JackServerAnswer {
    let (name, facts) = server.withLock { $0 }
    guard let facts else {
      return JackServerSocket.isListening(serverName: name) == false ? .none(name: name) : .silent
    }
    let begin = statistics.integer(.frameTime)
    let end = ContinuousClock.now + .seconds(JackServerAnswer.patienceSeconds)
    while statistics.integer(.frameTime) == begin {
      guard ContinuousClock.now < end else { return .silent }
      usleep(5000)
    }
    return .facts(facts)
  }

  /// What stands in the way of sound without gaps. Thread: one that may wait.
  func findings(_ studio: Studio) -> [DoctorFinding] {
    let files = SystemFiles()
    let account = Account.current()
    let usage = studio.downloader.sampleMemory.usage
    let examination = Examination(
      files: files, account: account, rights: .current(),
      need: MemoryNeed(byteCount: usage.used, isLocked: usage.locked >= usage.used), answer: answer(studio.statistics),
      pipeWire: PipeWireState(files, account: account, environment: ProcessInfo.processInfo.environment),
      kernelSet: studio.form?.kernelSet ?? .best)
    return examination.findings.map { finding in
      DoctorFinding(
        title: finding.title, severity: MachineFacts.severity(finding.verdict), sentence: finding.found,
        advice: finding.advice)
    }
  }

  private static func severity(_ verdict: Verdict) -> String {
    switch verdict {
    case .good: "good"
    case .attention: "warning"
    case .bad: "bad"
    }
  }
}

extension JackSession {
  /// Lets others ask what is wrong with the machine.
  func tellMachine() {
    let facts = machine
    studio.setDoctor { [weak studio] in studio.map(facts.findings) ?? [] }
  }

  /// Keeps what the server is like, for who asks.
  mutating func lookAtServer() { machine.set(client?.serverFacts) }
}
