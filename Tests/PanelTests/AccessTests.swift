// SPDX-License-Identifier: MIT
// Who is let in. The test's thread.

import Foundation
import Testing

@testable import Panel

@Suite(.serialized) struct AccessTests {
  @Test func `a page of the panel's own gets its files, with a strict policy, and a socket`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let page = try stage.ask("/")
    #expect(page.status == 200 && page.body.contains("<title>page"))
    #expect(page.fields["content-security-policy"]?.contains("default-src 'none'; script-src 'self';") == true)
    #expect(page.fields["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    #expect(page.fields["x-content-type-options"] == "nosniff" && page.fields["referrer-policy"] == "no-referrer")
    #expect(page.fields["set-cookie"] == nil, "there is no token to keep")
    let script = try stage.ask("/assets/main.js", ["Origin": stage.origin])
    #expect(script.status == 200 && script.fields["content-type"] == "text/javascript; charset=utf-8")
    let again = try stage.ask("/assets/main.js", ["If-None-Match": script.fields["etag"] ?? ""])
    #expect(again.status == 304 && again.body.isEmpty)
    _ = try stage.openSocket()
  }

  @Test func `a name that leads to this machine and is not its own is refused, whatever is asked`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    for host in ["evil.example:\(stage.port)", "127.0.0.1:1", "127.0.0.1", "127.0.0.1.evil.example:\(stage.port)", ""] {
      for target in ["/", "/assets/main.js", "/files", "/socket"] {
        #expect(try stage.ask(target, ["Host": host]).status == 403, "\(host) \(target)")
      }
      #expect(
        try stage.ask("POST", "/banks?name=a.sf2", ["Host": host, "Origin": "http://" + host], body: [1]).status == 403)
    }
    #expect(try stage.ask("/", ["Host": "LOCALHOST:\(stage.port)"]).status == 200)
  }

  @Test func `a page from elsewhere opens no socket and changes nothing, nor does who names no origin`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    for origin in [
      "http://evil.example", "null", "https://127.0.0.1:\(stage.port)", "http://127.0.0.1:\(stage.port + 1)",
      "http://localhost:\(stage.port)", "",
    ] {
      let refused = #expect(throws: SocketProbe.Refused.self) { _ = try stage.openSocket(["Origin": origin]) }
      #expect(refused?.answer.status == 403, "\(origin)")
      #expect(try stage.ask("POST", "/banks?name=a.sf2", ["Origin": origin], body: [1]).status == 403, "\(origin)")
      #expect(try stage.ask("POST", "/latency", ["Origin": origin]).status == 403, "\(origin)")
    }
    #expect(try stage.ask("/files", ["Origin": "http://evil.example"]).status == 403)
    #expect(!FileManager.default.fileExists(atPath: stage.folder.path + "/data"), "nothing was written")
  }

  @Test func `what a refused request carries is not taken for another request`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let inner = "GET /files HTTP/1.1\r\nHost: 127.0.0.1:\(stage.port)\r\n\r\n"
    let body = [UInt8](repeating: 65, count: 100_000) + Array(inner.utf8)
    let answer = try stage.ask("POST", "/banks?name=a.sf2", ["Origin": "http://evil.example"], body: body)
    #expect(answer.status == 403 && !answer.body.contains("HTTP/1.1"))
  }

  @Test func `at another address the token of the link is wanted everywhere, and a cookie keeps it`() throws {
    let stage = try PanelStage { $0.address = "0.0.0.0" }
    defer { stage.stop() }
    #expect(stage.token.count == 32)
    let wrong = String(stage.token.reversed())
    let post = ["Origin": stage.origin]
    for query in ["", "?token=", "?token=\(wrong)", "?token=\(stage.token)0", "?token=\(stage.token.dropLast())"] {
      for target in ["/", "/assets/main.js", "/files"] {
        #expect(try stage.ask(target + query).status == 403, "\(target)\(query)")
      }
      #expect(try stage.ask("POST", "/latency" + query, post).status == 403)
      let refused = #expect(throws: SocketProbe.Refused.self) { _ = try stage.openSocket(target: "/socket" + query) }
      #expect(refused?.answer.status == 403)
    }
    #expect(try stage.ask("/", ["Cookie": "wavesink-\(stage.port)=\(wrong)"]).status == 403)
    let page = try stage.ask("/?token=\(stage.token)")
    let cookie = page.fields["set-cookie"] ?? ""
    #expect(page.status == 200 && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    let kept = ["Cookie": "other=1; " + cookie.prefix { $0 != ";" }]
    #expect(try stage.ask("/assets/main.js", kept).status == 200)
    _ = try stage.openSocket(kept)
    _ = try stage.openSocket(target: "/socket?token=\(stage.token)")
    // A number in Host is nobody's name; a name still has to be known.
    #expect(try stage.ask("/", kept.merging(["Host": "192.168.7.7:\(stage.port)"]) { $1 }).status == 200)
    #expect(try stage.ask("/", kept.merging(["Host": "evil.example:\(stage.port)"]) { $1 }).status == 403)
  }

  @Test(arguments: [
    "/assets/../secret/secret.js", "/assets/%2e%2e/secret/secret.js", "/assets/..%2fsecret%2fsecret.js",
    "/assets//etc/passwd",
    "/assets/.../main.js", "/../secret/secret.js", "/assets/", "/assets/main", "/assets/main.js/", "/assets/.js",
    "/secret/secret.js", "/index.html", "//", "/assets/secret.js%00.css", "/assets/passwd.conf",
  ])
  func `no path leads out of the folder`(path: String) throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    #expect(try stage.ask(path).status == 404)
  }

  @Test func `a request that is none gets a sentence, and one without an end is not waited for`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let host = "Host: 127.0.0.1:\(stage.port)\r\n"
    let wrong: [(String, Int)] = [
      ("nonsense\r\n\r\n", 400), ("GET / HTTP/3\r\n\(host)\r\n", 400), ("GET http://a/ HTTP/1.1\r\n\(host)\r\n", 400),
      ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", 400), ("GET / HTTP/1.1\r\n\(host) folded: 1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\n\(host)\u{1}: 1\r\n\r\n", 400),
      ("PUT / HTTP/1.1\r\n\(host)Origin: \(stage.origin)\r\n\r\n", 405),
      ("GET / HTTP/1.1\r\n\(host)" + String(repeating: "a: 1\r\n", count: 200) + "\r\n", 431),
      ("GET / HTTP/1.1\r\n\(host)a: " + String(repeating: "b", count: 1 << 17), 431),
      (String(repeating: "a", count: 1 << 20), 431),
    ]
    for (text, status) in wrong {
      let wire = try Wire(port: stage.port)
      wire.send(Array(text.utf8))
      let answer = Answer(wire.receiveAll())
      #expect(answer.status == status && !answer.body.isEmpty, "\(text.prefix(60))")
    }
  }
}
