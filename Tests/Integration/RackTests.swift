// SPDX-License-Identifier: MIT
// The state of the real program in a rack file. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct RackTests {
  private static func file() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
  }

  private func channel(_ number: Int, _ client: ControlClient) throws -> ChannelSummary {
    guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/channels", .int32(1))).first else {
      throw JackServer.Failure(description: "there are no channels")
    }
    return try JSONDecoder().decode([ChannelSummary].self, from: Data(text.utf8))[number - 1]
  }

  @Test func `a saved client is restored, in itself and in a new one, and a second time nothing changes`() throws {
    let controlled = try ControlledStage()
    let server = controlled.stage.server
    let path = RackTests.file()
    let extra = try StepBank.write(.step, rate: server.rate)
    defer { for file in [path, extra.path] { try? FileManager.default.removeItem(atPath: file) } }
    let source = try SourceProbe(on: server)
    #expect(source.connect("source:out", Stage.input))
    try controlled.client.send(OSCMessage("/wavesink/program", .int32(1), .int32(3), .int32(5)))
    try controlled.client.send(OSCMessage("/wavesink/control", .int32(1), .int32(3), .int32(7), .int32(33)))
    try controlled.client.send(OSCMessage("/wavesink/volume", .float(-2)))
    #expect(waitUntil(seconds: 2) { (try? channel(3, controlled.client).volume) == 33 })
    let saved = try controlled.ctl("save", path)
    #expect(saved.status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // The rack lies beside the bank.
    let bank = URL(fileURLWithPath: controlled.stage.bankPath).lastPathComponent
    for words in ["file: \"\(bank)\"", "hash: \"", "program: 5", "7: 33", "source:out", "volume: -2.0"] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
    #expect(try controlled.ctl("load", path).output == "it was like that already\n")
    // Everything otherwise, and back.
    source.disconnect("source:out", Stage.input)
    _ = try controlled.download(extra.path)
    try controlled.client.send(OSCMessage("/wavesink/program", .int32(1), .int32(3), .int32(6)))
    usleep(700_000)
    let loaded = try controlled.ctl("load", path)
    #expect(
      loaded.output == "banks: 0 loaded, 1 unloaded; messages: 3; connections: 1 made, 0 taken away\n", "\(loaded)")
    #expect(waitUntil(seconds: 2) { source.connections(of: "source:out") == [Stage.input] })
    #expect(try channel(3, controlled.client).program == 5)
    #expect(try controlled.ctl("load", path).output == "it was like that already\n")
    // A new client.
    #expect(try controlled.ctl("quit").status == 0)
    #expect(controlled.stage.program.exitStatus(within: 5) == 0)
    let folder = FileManager.default.temporaryDirectory.path
    let program = try WavesinkProcess(
      ["run", "--no-connect", "--rack", path],
      environment: server.environment.merging(["XDG_RUNTIME_DIR": folder]) { $1 })
    #expect(waitUntil(seconds: 5) { source.connections(of: "source:out") == [Stage.input] }, "\(program.errors)")
    let client = try ControlClient(url: try #require(program.controlAddress))
    #expect(waitUntil(seconds: 2) { (try? channel(3, client).volume) == 33 })
    #expect(try channel(3, client).program == 5)
    #expect(waitUntil(seconds: 2) { "\((try? client.ask(OSCMessage("/wavesink/banks"))) ?? [])".contains(bank) })
    // SIGUSR1 saves to the same file.
    try client.send(OSCMessage("/wavesink/control", .int32(1), .int32(3), .int32(7), .int32(44)))
    #expect(waitUntil(seconds: 2) { (try? channel(3, client).volume) == 44 })
    program.signal(SIGUSR1)
    #expect(waitUntil(seconds: 2) { (try? String(contentsOfFile: path, encoding: .utf8))?.contains("7: 44") == true })
    program.end()
  }

  @Test func `a session is saved to and loaded from its rack alone, with the favourites, by a message as by a signal`()
    throws
  {
    let path = RackTests.file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("wavesink-rack: 1\nfavourites:\n- {program: 7}\n".utf8).write(to: URL(fileURLWithPath: path))
    let controlled = try ControlledStage(["--rack", path])
    #expect(try controlled.client.ask(OSCMessage("/wavesink/session")) == [.string(path)])
    #expect(try controlled.ctl("favourites").output == "0:0:7\n")
    #expect(try controlled.ctl("favourites", "8:1:5").status == 0)
    #expect(try controlled.ctl("favourites", "10", "--drums").status == 0)
    func session(_ word: String) throws -> RackReport {
      let reply = try controlled.client.ask(OSCMessage("/wavesink/session", .string(word)), milliseconds: 10_000)
      guard case .string(let text)? = reply.first else { throw JackServer.Failure(description: "no report") }
      return try JSONDecoder().decode(RackReport.self, from: Data(text.utf8))
    }
    #expect(try session("save").path == path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("{cc0: 8, cc32: 1, program: 5}") && text.contains("program: 10, drums: true"), "\(text)")
    #expect(try !session("load").hasChanged)
    #expect(try controlled.ctl("favourites", "7", "--remove").status == 0)
    #expect(try controlled.ctl("favourites").output == "8:1:5\n0:0:10 drums\n")
    #expect(try session("load").formChanges == 1)
    #expect(try controlled.ctl("favourites").output == "0:0:7\n8:1:5\n0:0:10 drums\n")
    #expect(try controlled.ctl("favourites", "7", "--remove").status == 0)
    controlled.stage.program.signal(SIGUSR1)
    #expect(
      waitUntil(seconds: 3) {
        (try? String(contentsOfFile: path, encoding: .utf8))?.contains("program: 7}") == false
      })
  }

  @Test func `a rack that is wrong is named and changes nothing, and a bank that is gone is a warning`() throws {
    let controlled = try ControlledStage()
    let path = RackTests.file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    // The source of the first trials has gone, and its notes are being ended.
    var before = try controlled.report()
    _ = waitUntil(seconds: 3) {
      usleep(200_000)
      guard let now = try? controlled.report() else { return false }
      defer { before = now }
      return now.counters["eventsReceived"] == before.counters["eventsReceived"]
    }
    try Data("wavesink-rack: 1\nvolume: -3\nchanels: []\n".utf8).write(to: URL(fileURLWithPath: path))
    let wrong = try controlled.ctl("load", path)
    #expect(wrong.status == 65)
    let after = try controlled.report()
    #expect(after.volume == before.volume && after.counters["eventsReceived"] == before.counters["eventsReceived"])
    let bank = controlled.stage.bankPath
    try Data("wavesink-rack: 1\nbanks:\n- file: \(bank)\n- file: gone.dls\n".utf8).write(to: URL(fileURLWithPath: path))
    let gone = try controlled.ctl("load", path, "--json")
    #expect(gone.status == 0)
    let report = try JSONDecoder().decode(RackReport.self, from: Data(gone.output.utf8))
    #expect(report.warnings.count == 1 && report.warnings[0].contains("gone.dls") && report.banksLoaded == 0)
  }

  @Test func `a client begins with what there is of its rack, and keeps what there is not`() throws {
    let server = try JackServer()
    let path = RackTests.file()
    let bank = try StepBank.write(.step, rate: server.rate)
    let broken = bank.deletingPathExtension().path + "-broken.dls"
    defer { for file in [path, bank.path, broken] { try? FileManager.default.removeItem(atPath: file) } }
    try Data("RIFFnonsense".utf8).write(to: URL(fileURLWithPath: broken))
    let text = """
      wavesink-rack: 1
      banks:
      - file: gone.dls
        hash: "00112233445566778899aabbccddeeff"
      - file: \(broken)
      - file: \(bank.path)
        hash: "00112233445566778899aabbccddeeff"
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let program = try WavesinkProcess(["run", "--no-connect", "--rack", path], environment: server.environment)
    let client = try ControlClient(url: try #require(program.controlAddress))
    for words in ["gone.dls", broken, "is not the file that the rack was saved with"] {
      #expect(waitUntil(seconds: 5) { program.errors.contains(words) }, "\(words) is not in \(program.errors)")
    }
    // Saved while a bank may be on its way: it is waited for.
    _ = try client.ask(OSCMessage("/wavesink/save", .string(path)), milliseconds: 10_000)
    let rack = try String(contentsOfFile: path, encoding: .utf8)
    for words in ["gone.dls", "-broken.dls", bank.lastPathComponent] {
      #expect(rack.contains(words), "\(words) is not in \(rack)")
    }
    #expect(rack.components(separatedBy: "00112233445566778899aabbccddeeff").count == 2, "of the one that is gone")
    program.end()
  }
}
