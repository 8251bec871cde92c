// SPDX-License-Identifier: MIT
// What can be asked for by HTTP: the whole list. Control threads.

internal import FoundationEssentials

/// A request, and its answer.
struct PanelRequest: Sendable {
  /// For how long the head of a request is waited for, and for each piece of its body.
  static let headSeconds = 10
  private static let pieceSeconds = 20
  /// An upload has a minute, and a second for so many bytes of it.
  private static let leastRate = 64 << 10

  let head: RequestHead
  let service: PanelService
  let connection: Connection

  private static let methods: [String: [String]] = [
    "/": ["GET", "HEAD"], "/assets": ["GET", "HEAD"], "/files": ["GET", "HEAD"], "/socket": ["GET"],
    "/banks": ["POST", "DELETE"], "/latency": ["POST"],
  ]

  /// Whether it wants to go on as a socket.
  var isSocket: Bool { head.path == "/socket" && head.method == "GET" }

  /// The answer to who wants a socket.
  func handshake() throws(Refusal) -> Response {
    try service.gate.check(head, changes: true)
    return try WebSocketHandshake.response(to: head)
  }

  /// The answer to all others.
  func response(_ reader: inout RequestReader) async throws -> Response {
    try service.gate.check(head, changes: head.method != "GET" && head.method != "HEAD")
    let isAsset = head.path.hasPrefix("/assets/")
    let place = isAsset ? "/assets" : head.path
    guard let methods = PanelRequest.methods[place] else { throw Refusal(404, "There is nothing here.") }
    guard methods.contains(head.method) else {
      throw Refusal(405, "Expected \(methods.joined(separator: " or ")), found \(head.method.prefix(20)).")
    }
    switch place {
    case "/": return try page()
    case "/assets": return try service.assets.response(name: head.path.dropFirst("/assets/".count), head: head)
    case "/files": return .json(try files())
    case "/banks": return try await head.method == "DELETE" ? delete() : upload(&reader)
    default:
      connection.expectNothing()
      return .json(try await service.latency.measure())
    }
  }

  private func files() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(service.banks.files), as: UTF8.self)
  }

  private func page() throws(Refusal) -> Response {
    var response = try service.assets.response(name: "index.html", head: head)
    if let cookie = service.gate.cookie(for: head) { response.fields.append(cookie) }
    return response
  }

  /// Takes in a bank.
  private func upload(_ reader: inout RequestReader) async throws -> Response {
    guard head.words("transfer-encoding").isEmpty, let count = try head.value("content-length").flatMap({ Int($0) }),
      count >= 0
    else { throw Refusal(411, "Expected a file whose length is said first.") }
    let name = (head.query["name"] ?? "").lowercased()
    // Nobody is to put anything else on this machine.
    guard BankFolders.uploadKinds.contains(where: name.hasSuffix) else {
      throw Refusal(415, "Expected a bank, whose name ends in \(BankFolders.uploadKinds.joined(separator: ", ")).")
    }
    let end = ContinuousClock.now + .seconds(60 + count / PanelRequest.leastRate)
    let uploads = service.banks.uploads
    let upload = try uploads.begin(name: head.query["name"] ?? "", bytes: count)
    do {
      var left = count
      while left > 0 {
        connection.expect(withinSeconds: PanelRequest.pieceSeconds)
        guard ContinuousClock.now < end else { throw Refusal(408, "The file comes too slowly.") }
        let piece = try await reader.piece(atMost: left)
        guard !piece.isEmpty else { throw ConnectionEnd() }
        try upload.write(piece)
        left -= piece.count
      }
    } catch {
      uploads.discard(upload)
      throw error
    }
    connection.expectNothing()
    let (path, isNew) = try await uploads.keep(upload)
    return .json("{\"path\":\(JSONText.string(path)),\"isNew\":\(isNew)}")
  }

  /// Takes away a bank that a page has brought in. Where it plays it plays on.
  private func delete() throws(Refusal) -> Response {
    let path = head.query["path"] ?? ""
    guard service.banks.uploads.contains(path), service.banks.contains(path) else {
      throw Refusal(404, "There is no such bank among those that pages have brought in.")
    }
    try service.banks.uploads.delete(path)
    return .json("{}")
  }
}
