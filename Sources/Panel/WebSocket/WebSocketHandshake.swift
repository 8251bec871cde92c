// SPDX-License-Identifier: MIT
// How a connection becomes a socket. Control threads.

internal import FoundationEssentials

/// The question of a page that wants a socket, and its answer. Source: RFC 6455, section 4.2.
enum WebSocketHandshake {
  private static let mark = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

  static func response(to head: RequestHead) throws(Refusal) -> Response {
    guard head.words("upgrade").contains("websocket"), head.words("connection").contains("upgrade"),
      try head.value("sec-websocket-version") == "13", let key = try head.value("sec-websocket-key"),
      Data(base64Encoded: key)?.count == 16
    else { throw Refusal(400, "Here is a socket: expected the handshake of WebSocket, version 13.") }
    return Response(
      101,
      fields: [
        ("Upgrade", "websocket"), ("Connection", "Upgrade"),
        ("Sec-WebSocket-Accept", Data(SHA1.digest(key + mark)).base64EncodedString()),
      ])
  }
}
