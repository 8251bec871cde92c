// SPDX-License-Identifier: MIT
// A panel on the loopback address, in front of a control server that a test plays. The test's thread.

import Foundation

@testable import Panel

/// A panel with a few files, and what goes with it.
final class PanelStage {
  let control: ControlDouble
  let panel: PanelServer
  let folder: URL
  /// Of the panel.
  let port: Int
  /// In the link; empty where there is none.
  let token: String

  /// `changing`: what is to be otherwise than usual.
  init(_ changing: (inout PanelConfiguration) -> Void = { _ in }) throws {
    control = try ControlDouble()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("panel-test-\(UUID().uuidString)")
    for name in ["assets", "banks", "secret"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try Data("<!doctype html><title>page</title>".utf8).write(to: folder.appendingPathComponent("assets/index.html"))
    try Data("export {}".utf8).write(to: folder.appendingPathComponent("assets/main.js"))
    try Data("secret".utf8).write(to: folder.appendingPathComponent("secret/secret.js"))
    try Data("bank".utf8).write(to: folder.appendingPathComponent("banks/own.sf2"))
    var configuration = PanelConfiguration(
      assets: folder.path + "/assets", controlURL: control.url, uploads: folder.path + "/data/uploads",
      program: "/bin/false")
    configuration.port = 0
    // As beside an installed program.
    configuration.bankFolders = [folder.path + "/assets/../banks"]
    changing(&configuration)
    panel = try PanelServer(configuration)
    let parts = panel.link.split(separator: "/")
    port = Int(parts[1].split(separator: ":")[1]) ?? 0
    token = panel.link.split(separator: "=").dropFirst().first.map(String.init) ?? ""
  }

  func stop() {
    panel.stop()
    control.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// A request with these fields beside `Host`, and its answer.
  func ask(
    _ method: String, _ target: String, _ fields: [String: String] = [:], body: [UInt8] = []
  ) throws -> Answer {
    var all = ["Host": "127.0.0.1:\(port)"].merging(fields) { $1 }
    if method == "POST", fields["Content-Length"] == nil { all["Content-Length"] = "\(body.count)" }
    let wire = try Wire(port: port)
    let lines = ["\(method) \(target) HTTP/1.1"] + all.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)" }
    wire.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    return Answer(wire.receiveAll())
  }

  func ask(_ target: String, _ fields: [String: String] = [:]) throws -> Answer { try ask("GET", target, fields) }

  /// The origin that pages from here have.
  var origin: String { "http://127.0.0.1:\(port)" }

  /// A socket as a page opens it.
  func openSocket(_ fields: [String: String] = [:], target: String = "/socket") throws -> SocketProbe {
    try SocketProbe(port: port, target: target, ["Origin": origin].merging(fields) { $1 })
  }
}
