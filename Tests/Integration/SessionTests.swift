// SPDX-License-Identifier: MIT
// The real program under a session manager of the tests' own. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct SessionTests {
  @Test func `under a session manager it opens, tells what is unsaved, saves and switches`() throws {
    let server = try JackServer()
    let manager = try SessionManager()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nsm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bank = try StepBank.write(.step, rate: server.rate)
    defer { try? FileManager.default.removeItem(at: bank) }
    let environment = ["NSM_URL": manager.url, "XDG_RUNTIME_DIR": folder.path]
    let program = try WavesinkProcess(
      ["run", "--no-connect", "--bank", bank.path], environment: server.environment.merging(environment) { $1 })
    let announced = try #require(manager.message("/nsm/server/announce"))
    #expect(
      announced.prefix(5) == [
        .string("Wavesink"), .string(":dirty:switch:"), .string("wavesink"), .int32(1), .int32(2),
      ])
    #expect(announced[5] == .int32(program.processIdentifier))
    let control = try ProbeClient("control", on: server)
    #expect(control.ports("^Wavesink").isEmpty, "it waits to be told its name")
    // The first project, which is new.
    let first = folder.appendingPathComponent("first").path
    manager.send("/nsm/client/open", .string(first), .string("First"), .string("Wavesink.nABCD"))
    #expect(manager.reply() == [.string("/nsm/client/open"), .string("OK")])
    #expect(control.ports("^Wavesink.nABCD:midi").count == 1)
    let client = try ControlClient(url: try #require(program.controlAddress))
    #expect(manager.message("/nsm/client/is_clean") != nil)
    try client.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(11)))
    #expect(manager.message("/nsm/client/is_dirty") != nil)
    // A copy elsewhere does not take the project away, nor does it make it clean for the manager's next save.
    let copy = folder.appendingPathComponent("copy.yaml").path
    _ = try client.ask(OSCMessage("/wavesink/save", .string(copy)), milliseconds: 5000)
    manager.send("/nsm/client/save")
    #expect(manager.reply() == [.string("/nsm/client/save"), .string("OK")])
    #expect(try String(contentsOfFile: first + ".yaml", encoding: .utf8).contains("7: 11"))
    let before = try client.ask(OSCMessage("/wavesink/banks"))
    #expect("\(before)".contains(bank.lastPathComponent))
    // Another one, which is there, under another name.
    let second = folder.appendingPathComponent("second").path
    try Data("wavesink-rack: 1\nvolume: -7\n".utf8).write(to: URL(fileURLWithPath: second + ".yaml"))
    manager.send("/nsm/client/open", .string(second), .string("Second"), .string("Wavesink.nEFGH"))
    #expect(manager.reply() == [.string("/nsm/client/open"), .string("OK")])
    #expect(waitUntil(seconds: 3) { control.ports("^Wavesink.nEFGH:midi").count == 1 })
    #expect(control.ports("^Wavesink.nABCD").isEmpty)
    #expect(try client.ask(OSCMessage("/wavesink/volume")) == [.float(-7)])
    // One that is broken.
    let third = folder.appendingPathComponent("third").path
    try Data("nonsense: 1\n".utf8).write(to: URL(fileURLWithPath: third + ".yaml"))
    manager.send("/nsm/client/open", .string(third), .string("Third"), .string("Wavesink.nEFGH"))
    let refusal = try #require(manager.message("/error"))
    #expect(refusal.prefix(2) == [.string("/nsm/client/open"), .int32(-9)])
    #expect("\(refusal[2])".contains("nonsense"))
    // Nothing is saved over the project of before.
    manager.send("/nsm/client/save")
    #expect(try #require(manager.message("/error")).prefix(2) == [.string("/nsm/client/save"), .int32(-1)])
    // A new one has nothing of the one before.
    let fourth = folder.appendingPathComponent("fourth").path
    manager.send("/nsm/client/open", .string(fourth), .string("Fourth"), .string("Wavesink.nEFGH"))
    #expect(manager.reply() == [.string("/nsm/client/open"), .string("OK")])
    #expect(try client.ask(OSCMessage("/wavesink/volume")) == [.float(0)])
    let hasGone = waitUntil(seconds: 3) {
      (try? client.ask(OSCMessage("/wavesink/banks"))).map { !"\($0)".contains(bank.lastPathComponent) } ?? false
    }
    #expect(hasGone)
    program.signal(SIGTERM)
    let status = program.exitStatus(within: 5)
    #expect(status == 0)
  }

  @Test(arguments: ["osc.udp://127.0.0.1:9/", "nobody"])
  func `without the session manager that is named it runs by itself`(url: String) throws {
    let server = try JackServer()
    let program = try WavesinkProcess(
      ["run", "--no-connect"], environment: server.environment.merging(["NSM_URL": url]) { $1 })
    #expect(waitUntil(seconds: 8) { program.errors.contains("wavesink runs at 48000 Hz") }, "\(program.errors)")
    #expect(program.errors.contains("NSM_URL: "))
    program.end()
  }
}
