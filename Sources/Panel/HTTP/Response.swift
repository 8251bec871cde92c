// SPDX-License-Identifier: MIT
// What a request is answered with. Control threads.

/// An answer of HTTP. Each ends its connection: what a refused request has sent besides is never taken for another one.
struct Response: Sendable, Equatable {
  var status: Int
  /// Beside those that every answer has.
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []

  static func == (a: Response, b: Response) -> Bool {
    a.status == b.status && a.body == b.body && a.fields.elementsEqual(b.fields, by: ==)
  }

  init(_ status: Int, fields: [(name: String, value: String)] = [], body: [UInt8] = []) {
    (self.status, self.fields, self.body) = (status, fields, body)
  }

  /// For programs.
  static func json(_ text: String) -> Response {
    Response(
      200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")], body: Array(text.utf8))
  }

  /// For people.
  init(_ refusal: Refusal) {
    self.init(
      refusal.status, fields: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
      body: Array(refusal.sentence.utf8))
  }

  /// What a page may do: run and look at what comes from here, and talk to here. Nobody may put it into a frame, nor load its
  /// parts from elsewhere.
  private static let always = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
  ]

  private static let reasons = [
    101: "Switching Protocols", 200: "OK", 304: "Not Modified", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 411: "Length Required",
    413: "Content Too Large", 415: "Unsupported Media Type",
    431: "Request Header Fields Too Large", 500: "Internal Server Error",
    503: "Service Unavailable", 507: "Insufficient Storage",
  ]

  /// As it is sent. `isHeadOnly`: for who has asked for the fields alone.
  func bytes(isHeadOnly: Bool = false) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) \(Response.reasons[status] ?? "Other")"]
    var all = fields + Response.always
    if status != 101 {
      all.append(("Connection", "close"))
      if status != 304 { all.append(("Content-Length", "\(body.count)")) }
    }
    lines += all.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (isHeadOnly ? [] : body)
  }
}
