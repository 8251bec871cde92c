// SPDX-License-Identifier: MIT
// Banks that pages bring in. The test's thread.

import Foundation
import Testing

@testable import Control
@testable import Panel

@Suite(.serialized) struct UploadTests {
  private func upload(_ stage: PanelStage, _ name: String, _ body: [UInt8], length: Int? = nil) throws -> Answer {
    var fields = ["Origin": stage.origin]
    if let length { fields["Content-Length"] = "\(length)" }
    return try stage.ask("POST", "/banks?name=" + name, fields, body: body)
  }

  private func path(_ answer: Answer) -> String? {
    (try? JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: String])?["path"]
  }

  @Test func `a bank arrives as it is, may be brought in, and goes with the program`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let answer = try upload(stage, "Grand%20Piano.sf2", bytes)
    let found = path(answer)
    let path = try #require(found, "\(answer)")
    #expect(path.hasSuffix("/Grand Piano.sf2") && path.hasPrefix(stage.folder.path + "/cache/panel-"))
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) == bytes)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let page = try stage.openSocket()
    page.send(OSCMessage("/wavesink/download", .string(path)))
    _ = page.nextMessage(about: "/wavesink/download")
    #expect(stage.control.messages("/wavesink/download").count == 1)
    let files = try JSONSerialization.jsonObject(with: Data(try stage.ask("/files").body.utf8)) as? [[String: Any]]
    #expect(files?.map { $0["name"] as? String } == ["Grand Piano.sf2", "own.sf2"])
    #expect(files?.map { $0["bytes"] as? Int } == [300_000, 4])
    stage.panel.stop()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder.path + "/cache").isEmpty)
  }

  @Test func `what is too long, of no length, or does not come whole is refused, and leaves nothing behind`() throws {
    let stage = try PanelStage { $0.uploadLimitBytes = 100_000 }
    defer { stage.stop() }
    let body = [UInt8](repeating: 1, count: 100_001)
    #expect(try upload(stage, "a.sf2", body).status == 413)
    #expect(try upload(stage, "a.sf2", [], length: 1 << 50).status == 413)
    #expect(try upload(stage, "a.sf2", []).status == 400)
    #expect(try upload(stage, "a.sf2", [1], length: -1).status == 411)
    let origin = ["Origin": stage.origin, "Content-Length": "", "Transfer-Encoding": "chunked"]
    #expect(try stage.ask("POST", "/banks?name=a.sf2", origin, body: Array("1\r\na\r\n0\r\n\r\n".utf8)).status == 411)
    do {
      let wire = try Wire(port: stage.port)
      wire.send(
        Array(
          "POST /banks?name=a.sf2 HTTP/1.1\r\nHost: 127.0.0.1:\(stage.port)\r\nOrigin: \(stage.origin)\r\nContent-Length: 9\r\n\r\nhalf"
            .utf8))
    }
    let end = Date(timeIntervalSinceNow: 3)
    func left() -> Int {
      (FileManager.default.enumerator(atPath: stage.folder.path + "/cache")?.allObjects as? [String] ?? [])
        .filter { $0.hasSuffix(".sf2") }.count
    }
    while left() > 0, end.timeIntervalSinceNow > 0 { usleep(10_000) }
    #expect(left() == 0)
    #expect(try upload(stage, "a.sf2", Array(body.dropLast())).status == 200, "the rest may come")
  }

  @Test(arguments: [
    ("../../etc/passwd", "passwd"), ("C:\\banks\\a.dls", "a.dls"), ("", "bank"), ("...", "bank"), (".sf2", "sf2"),
    ("a\u{1B}[31m\n.sf2", "a__31m_.sf2"), ("Flügel ♯1.sf2", "Flügel _1.sf2"), ("-rf.dls", "rf.dls"), ("a/", "a"),
    (String(repeating: "a", count: 500) + ".sf3", String(repeating: "a", count: 116) + ".sf3"),
    (String(repeating: "é", count: 500), String(repeating: "é", count: 60)),
  ])
  func `a name is made harmless`(name: String, cleaned: String) { #expect(FileName.cleaned(name) == cleaned) }

  @Test func `what a program has left behind that is gone is taken away, and nothing else`() throws {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("panel-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: parent) }
    // A process that has ended and is nobody else by now.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    let names = ["panel-\(process.processIdentifier)-7/1", "panel-\(getpid())-7/1", "plugins"]
    for name in names {
      try FileManager.default.createDirectory(
        at: parent.appendingPathComponent(name), withIntermediateDirectories: true)
      try Data([1]).write(to: parent.appendingPathComponent(name + "/a.sf2"))
    }
    _ = UploadFolder(in: parent.path)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: parent.path)) == ["panel-\(getpid())-7", "plugins"])
  }
}
