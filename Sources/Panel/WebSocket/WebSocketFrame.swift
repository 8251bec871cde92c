// SPDX-License-Identifier: MIT
// What goes through a socket. Control threads.

/// One frame. Source: RFC 6455, section 5.2.
struct WebSocketFrame: Sendable, Equatable {
  /// What a frame is.
  enum Kind: UInt8, Sendable {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    /// It may come between the parts of a message, and is short and whole.
    var isControl: Bool { rawValue >= 8 }
  }

  let kind: Kind
  let payload: [UInt8]

  init(_ kind: Kind, _ payload: [UInt8] = []) { (self.kind, self.payload) = (kind, payload) }

  /// The end, with its reason.
  init(_ fault: WebSocketFault) {
    self.init(.close, [UInt8(fault.code >> 8), UInt8(fault.code & 0xFF)] + Array(fault.sentence.utf8))
  }

  /// As a server sends it: whole, and without a mask.
  var bytes: [UInt8] {
    let first = 0x80 | kind.rawValue
    let count = payload.count
    switch count {
    case ...125: return [first, UInt8(count)] + payload
    case ...0xFFFF: return [first, 126, UInt8(count >> 8), UInt8(count & 0xFF)] + payload
    default: return [first, 127] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) } + payload
    }
  }
}
