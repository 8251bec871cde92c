// SPDX-License-Identifier: MIT
// A thread for work that may wait.

import Glibc
import Realtime
import Testing

@Suite struct `A worker thread` {
  @Test func `runs its body once and is waited for`() {
    let findings = Findings(0)
    let thread = WorkerThread(name: "worker") {
      usleep(2000)
      findings.report(findings.value + 1)
    }
    thread.join()
    #expect(findings.value == 1)
    thread.join()
    #expect(findings.value == 1)
  }

  @Test func `may be waited for by several threads`() {
    let statistics = Statistics()
    let writing = statistics.another()
    let worker = WorkerThread(name: "worker") {
      usleep(5000)
      writing.add(to: .eventsReceived)
    }
    let seen = (0..<3).map { _ in Findings<UInt64>(0) }
    let waiting = seen.map { seen in
      let reading = statistics.another()
      return WorkerThread(name: "waiting") {
        worker.join()
        seen.report(reading.value(of: .eventsReceived))
      }
    }
    for thread in waiting { thread.join() }
    #expect(seen.map(\.value) == [1, 1, 1])
  }

  @Test(arguments: [
    ("", ""), ("downloader", "downloader"), ("a-very-long-name-of-a-thread", "a-very-long-nam"),
    ("éééééééé", "ééééééé"),
  ])
  func `carries its name`(name: String, shown: String) {
    let findings = Findings<String?>(nil)
    WorkerThread(name: name) { findings.report(Self.nameOfThisThread()) }.join()
    #expect(findings.value == shown)
  }

  /// What the kernel calls the calling thread.
  private static func nameOfThisThread() -> String? {
    guard let file = unsafe fopen("/proc/thread-self/comm", "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  @Test func `leaves signals to other threads, faults excepted`() {
    let blocked = Findings<[Bool]>([])
    let signals = [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGSEGV, SIGBUS]
    WorkerThread(name: "worker") {
      var mask = sigset_t()
      unsafe pthread_sigmask(SIG_SETMASK, nil, &mask)
      blocked.report(signals.map { unsafe sigismember(&mask, $0) == 1 })
    }.join()
    #expect(blocked.value == [true, true, true, true, false, false])
  }

  @Test func `leaves the signals of its maker as they were`() {
    var one = sigset_t()
    unsafe sigaddset(&one, SIGUSR1)
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_UNBLOCK, &one, &before)
    WorkerThread(name: "worker") {}.join()
    var after = sigset_t()
    unsafe pthread_sigmask(SIG_SETMASK, &before, &after)
    #expect(unsafe sigismember(&after, SIGUSR1) == 0)
  }

  @Test func `lets go of what its body holds when it ends`() {
    let findings = Findings(0)
    let thread = WorkerThread(name: "worker") { [finding = Holder(findings)] in finding.hold() }
    thread.join()
    #expect(findings.value == 1)
  }

  /// Reports when the last reference goes.
  private final class Holder: Sendable {
    let findings: Findings<Int>

    init(_ findings: Findings<Int>) { self.findings = findings }

    func hold() {}

    deinit { findings.report(1) }
  }
}
