// SPDX-License-Identifier: MIT
// Messages out of the bytes of a page. Control threads.

/// Reads frames and puts together what came in parts. One task's.
struct WebSocketReader {
  /// A message is an OSC message, which has to fit a datagram.
  static let limitBytes = 65_507

  private var reader: RequestReader
  /// A message whose end has not come.
  private var begun: WebSocketFrame?
  private var partCount = 0
  /// Browsers send what is short in one part.
  private static let partLimit = 64

  init(_ reader: RequestReader) { self.reader = reader }

  /// The next message, or a frame that is none.
  mutating func next() async throws -> WebSocketFrame {
    while true {
      let (frame, isLast) = try await frame()
      guard !frame.kind.isControl else { return frame }
      guard let whole = try joined(frame) else { continue }
      guard isLast else {
        begun = whole
        continue
      }
      begun = nil
      return whole
    }
  }

  /// What there is of a message with this part.
  private mutating func joined(_ part: WebSocketFrame) throws -> WebSocketFrame? {
    switch (begun, part.kind) {
    case (nil, .continuation): throw WebSocketFault.protocolError("a part of a message that has not begun")
    case (nil, _):
      partCount = 1
      return part
    case (let begun?, .continuation):
      partCount += 1
      guard begun.payload.count + part.payload.count <= WebSocketReader.limitBytes,
        partCount <= WebSocketReader.partLimit
      else { throw WebSocketFault.tooLong }
      return WebSocketFrame(begun.kind, begun.payload + part.payload)
    default: throw WebSocketFault.protocolError("a message begins before another one has ended")
    }
  }

  private mutating func frame() async throws -> (WebSocketFrame, isLast: Bool) {
    let start = try await reader.bytes(2)
    guard start[0] & 0x70 == 0, let kind = WebSocketFrame.Kind(rawValue: start[0] & 0x0F) else {
      throw WebSocketFault.protocolError("a frame of no known kind")
    }
    guard start[1] & 0x80 != 0 else { throw WebSocketFault.protocolError("a frame without a mask") }
    let isLast = start[0] & 0x80 != 0
    var count = Int(start[1] & 0x7F)
    guard !kind.isControl || (isLast && count <= 125) else {
      throw WebSocketFault.protocolError("a control frame that is long or in parts")
    }
    if count >= 126 {
      let length = try await reader.bytes(count == 126 ? 2 : 8)
      // Before anything is taken in: what is too long is not waited for.
      count = length.reduce(0) { min($0 << 8 | Int($1), 1 << 40) }
    }
    guard count <= WebSocketReader.limitBytes else { throw WebSocketFault.tooLong }
    let mask = try await reader.bytes(4)
    var payload = try await reader.bytes(count)
    for index in payload.indices { payload[index] ^= mask[index & 3] }
    return (WebSocketFrame(kind, payload), isLast)
  }
}
