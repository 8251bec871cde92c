// SPDX-License-Identifier: MIT
// What is made of a server's answer, of the library that is loaded, and of PipeWire.

import Doctor
import Foundation
import Glibc
import JackHost
import Testing

struct ServerTests {
  private static let pipeWireMaps = """
    7f0000000000-7f0000001000 r-xp 00000000 fe:00 1    /usr/lib/x86_64-linux-gnu/pipewire-0.3/jack/libjack.so.0.365.0
    7f0000002000-7f0000003000 r-xp 00000000 fe:00 2    /usr/lib/x86_64-linux-gnu/libpipewire-0.3.so.0.365.0

    """

  @Test func `a server that runs as it should is good in four lines`() throws {
    let system = try MadeUpSystem()
    let names = ["jack_server", "jack_realtime", "jack_period", "jack_load"]
    for name in names {
      #expect(system.finding(name)?.verdict == .good)
      #expect(system.finding(name)?.advice == nil)
    }
    #expect(system.finding("jack_server")?.values["sampleRate"] == .number(48_000))
    #expect(system.finding("jack_period")?.values["periodMilliseconds"] == .number(5.3))
    #expect(system.finding("jack_load")?.values["loadPercent"] == .number(10))
  }

  @Test(
    arguments: [
      ("jack_realtime", 256, false, 0.1, .bad), ("jack_period", 1024, true, 0.1, .attention),
      ("jack_period", 512, true, 0.1, .good), ("jack_load", 256, true, 0.6, .attention),
      ("jack_load", 256, true, 0.9, .bad),
    ] as [(String, Int, Bool, Double, Verdict)])
  func `its settings are judged each by itself`(
    name: String, periodFrames: Int, isRealtime: Bool, load: Double, verdict: Verdict
  ) throws {
    let system = try MadeUpSystem()
    system.facts.periodFrames = periodFrames
    system.facts.isRealtime = isRealtime
    system.facts.load = load
    let finding = try #require(system.finding(name))
    #expect(finding.verdict == verdict, "\(finding)")
    #expect((finding.advice == nil) == (verdict == .good))
    let server = system.findings.filter {
      ["jack_server", "jack_realtime", "jack_period", "jack_load"].contains($0.name)
    }
    #expect(server.count { $0.verdict != .good } == (verdict == .good ? 0 : 1))
  }

  /// The answer, whether PipeWire runs, with its `pw-jack`, and whether its library is loaded.
  @Test(arguments: [
    (JackServerAnswer.none(name: "mine"), false, false, false, Verdict.bad, "jackd -d alsa"),
    (.none(name: "mine"), true, true, false, .attention, "pw-jack wavesink"),
    (.none(name: "mine"), true, false, false, .bad, "sudo apt install pipewire-jack, then pw-jack wavesink"),
    (.none(name: "mine"), false, true, true, .bad, "systemctl --user start pipewire"),
    (.silent, true, true, false, .bad, "killall"),
    (.silent, true, true, true, .bad, "systemctl --user restart pipewire"),
    (.refused("it speaks another version"), false, false, false, .bad, "killall"),
  ])
  func `where none answers, the advice is for the system that is there`(
    answer: JackServerAnswer, runsPipeWire: Bool, hasLauncher: Bool, isPipeWireLoaded: Bool, verdict: Verdict,
    words: String
  ) throws {
    let system = try MadeUpSystem(isPipeWireLoaded ? ["/proc/self/maps": Self.pipeWireMaps] : [:])
    system.answer = answer
    system.pipeWire = PipeWireState(
      server: runsPipeWire ? .running : .absent, isInstalled: true, hasJackLauncher: hasLauncher)
    let finding = try #require(system.finding("jack_server"))
    #expect(finding.verdict == verdict && finding.advice?.contains(words) == true, "\(finding)")
    #expect(system.finding("jack_period") == nil)
  }

  @Test func `the library is told by what it brings with it`() throws {
    let jack = "7f00-7f01 r-xp 00000000 fe:00 1   /usr/lib/my libraries/libjack.so.0.1.0\n7f02 rw-p 0 00:00 0\n"
    #expect(try MadeUpSystem(["/proc/self/maps": jack]).finding("jack_library")?.values["kind"] == .text("jack"))
    let finding = try #require(try MadeUpSystem(["/proc/self/maps": Self.pipeWireMaps]).finding("jack_library"))
    #expect(finding.values["kind"] == .text("pipewire"))
    #expect(finding.found.hasSuffix("/pipewire-0.3/jack/libjack.so.0.365.0"))
  }

  @Test func `PipeWire is running, gone without its socket, or not there, as the kernel says`() throws {
    let system = try MadeUpSystem(["/usr/bin/pipewire": "", "/usr/bin/pw-jack": "", "/run/user/1000/other": ""])
    let environment = ["XDG_RUNTIME_DIR": "/run/user/1000"]
    func state() -> PipeWireState { PipeWireState(system.files, account: system.account, environment: environment) }
    #expect(state() == PipeWireState(server: .absent, isInstalled: true, hasJackLauncher: true))
    let listener = try Self.listen(at: system.root.path + "/run/user/1000/pipewire-0")
    #expect(state().server == .running)
    close(listener)
    #expect(state().server == .deserted)
    #expect(PipeWireState(system.files, account: system.account, environment: [:]).server == .deserted)
    let other = environment.merging(["PIPEWIRE_REMOTE": "pipewire-1"]) { $1 }
    #expect(PipeWireState(system.files, account: system.account, environment: other).server == .absent)
  }

  @Test(arguments: [
    (PipeWireState.Server.running, true, Verdict.good), (.running, false, .attention), (.deserted, true, .attention),
    (.absent, false, .good),
  ])
  func `PipeWire is judged by whether JACK programs find it`(
    server: PipeWireState.Server, hasLauncher: Bool, verdict: Verdict
  ) throws {
    let system = try MadeUpSystem()
    system.pipeWire = PipeWireState(server: server, isInstalled: true, hasJackLauncher: hasLauncher)
    #expect(system.finding("pipewire")?.verdict == verdict)
    #expect((system.finding("pipewire")?.advice == nil) == (verdict == .good))
  }

  private static func listen(at path: String) throws -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path), "\(path) is too long for a socket")
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let status = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(status == 0 && Glibc.listen(listener, 1) == 0)
    return listener
  }
}
