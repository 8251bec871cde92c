// SPDX-License-Identifier: MIT
// What a page does wrong. Control threads.

/// Why a socket is ended by the server. Source of the codes: RFC 6455, section 7.4.1.
struct WebSocketFault: Error, Equatable {
  let code: Int
  /// At most 123 bytes.
  let sentence: String

  /// Something that the protocol forbids.
  static func protocolError(_ sentence: String) -> WebSocketFault { WebSocketFault(code: 1002, sentence: sentence) }
  /// Longer than anything that is asked here.
  static let tooLong = WebSocketFault(code: 1009, sentence: "the message is longer than a datagram")
  /// The program ends.
  static let goingAway = WebSocketFault(code: 1001, sentence: "wavesink ends")
}
