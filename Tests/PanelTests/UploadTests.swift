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
    (try? JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])?["path"] as? String
  }

  /// What is in the folder for uploads, hidden or not.
  private func left(_ stage: PanelStage) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: stage.folder.path + "/data/uploads")) ?? []).sorted()
  }

  @Test func `a bank arrives as it is, may be brought in, and is there for the next program`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let answer = try upload(stage, "Grand%20Piano.sf2", bytes)
    let found = path(answer)
    let path = try #require(found, "\(answer)")
    #expect(path == stage.folder.path + "/data/uploads/Grand Piano.sf2")
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
    #expect(files?.map { $0["isUpload"] as? Bool } == [true, false])
    stage.panel.stop()
    #expect(left(stage) == ["Grand Piano.sf2"], "and nothing beside it")
  }

  @Test func `what was there already is not kept twice, and another of its name gets a number`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let paths = try [[1, 2], [1, 3], [1, 2], [1, 3], [1]].map { path(try upload(stage, "a.sf2", $0)) }
    let folder = stage.folder.path + "/data/uploads/"
    #expect(paths == ["a.sf2", "a 2.sf2", "a.sf2", "a 2.sf2", "a 3.sf2"].map { folder + $0 })
    #expect(left(stage) == ["a 2.sf2", "a 3.sf2", "a.sf2"])
  }

  @Test func `a page may delete what pages have brought in, and nothing else`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let found = path(try upload(stage, "a.sf2", [1]))
    let own = try #require(found)
    func delete(_ path: String, from origin: String? = nil) throws -> Int {
      let name = path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return try stage.ask("DELETE", "/banks?path=" + name, ["Origin": origin ?? stage.origin]).status
    }
    try Data([1]).write(to: stage.folder.appendingPathComponent("data/uploads/notes.txt"))
    let others = [
      "/assets/../banks/own.sf2", "/data/uploads/../../banks/own.sf2", "/data/uploads/notes.txt", "/data/uploads/", "",
      "/data/uploads/notes.txt\0.sf2",
    ]
    for other in others { #expect(try delete(stage.folder.path + other) == 404, "\(other)") }
    #expect(try delete(own, from: "http://elsewhere") == 403)
    #expect(try delete(own) == 200)
    #expect(try delete(own) == 404)
    #expect(left(stage) == ["notes.txt"])
    #expect(FileManager.default.fileExists(atPath: stage.folder.path + "/banks/own.sf2"))
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
      let begun = Date(timeIntervalSinceNow: 5)
      while left(stage).isEmpty, begun.timeIntervalSinceNow > 0 { usleep(10_000) }
      withExtendedLifetime(wire) { #expect(left(stage).count == 1, "it is on its way") }
    }
    let end = Date(timeIntervalSinceNow: 5)
    while !left(stage).isEmpty, end.timeIntervalSinceNow > 0 { usleep(10_000) }
    #expect(left(stage).isEmpty)
    #expect(try upload(stage, "a.sf2", Array(body.dropLast())).status == 200, "the rest may come")
  }

  @Test(arguments: [
    ("../../etc/passwd", "passwd"), ("C:\\banks\\a.dls", "a.dls"), ("", "bank"), ("...", "bank"), (".sf2", "bank.sf2"),
    ("a\u{1B}[31m\n.sf2", "a__31m_.sf2"), ("Flügel ♯1.sf2", "Flügel _1.sf2"), ("-rf.dls", "rf.dls"), ("a/", "a"),
    (String(repeating: "a", count: 500) + ".sf3", String(repeating: "a", count: 116) + ".sf3"),
    (String(repeating: "é", count: 500), String(repeating: "é", count: 60)),
  ])
  func `a name is made harmless`(name: String, cleaned: String) { #expect(FileName.cleaned(name) == cleaned) }

  @Test func `what a program has left in the middle that is gone is taken away, and nothing else`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("panel-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // A process that has ended and is nobody else by now.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [process.processIdentifier, getpid(), getppid()].map({ ".part-\($0)-1" }) + [".part-x", "a.sf2"] {
      try Data([1]).write(to: folder.appendingPathComponent(name))
    }
    _ = UploadFolder(folder.path)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        == [".part-\(getppid())-1", ".part-x", "a.sf2"])
  }
}
