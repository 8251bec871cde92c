// SPDX-License-Identifier: MIT
// Takes a connection's bytes apart. Control threads.

/// The bytes of a connection in order, of which at most a piece is kept. One task's.
struct RequestReader {
  private let connection: Connection
  private var buffer: ArraySlice<UInt8> = []
  /// What ends the head of a request.
  private static let emptyLine = Array("\r\n\r\n".utf8)

  init(_ connection: Connection) { self.connection = connection }

  /// All up to the first empty line; nil where the connection ends before.
  mutating func head() async throws -> [UInt8]? {
    var head: [UInt8] = []
    while true {
      let piece = try await connection.receive()
      if piece.isEmpty { return nil }
      // The empty line may begin in what is there already.
      let from = max(0, head.count - RequestReader.emptyLine.count + 1)
      head += piece
      if let end = RequestReader.end(of: head, from: from) {
        guard end <= RequestHead.limitBytes else { break }
        buffer = head[(end + RequestReader.emptyLine.count)...]
        return Array(head[..<end])
      }
      guard head.count <= RequestHead.limitBytes else { break }
    }
    throw Refusal(431, "The request has more than \(RequestHead.limitBytes) bytes of fields.")
  }

  private static func end(of bytes: [UInt8], from: Int) -> Int? {
    var position = from
    while position + emptyLine.count <= bytes.count {
      if bytes[position..<position + emptyLine.count].elementsEqual(emptyLine) { return position }
      position += 1
    }
    return nil
  }

  /// What is there, or comes next, up to a number of bytes; nothing at the end.
  mutating func piece(atMost limit: Int) async throws -> [UInt8] {
    if buffer.isEmpty { buffer = try await connection.receive()[...] }
    let piece = buffer.prefix(limit)
    buffer = buffer.dropFirst(limit)
    return Array(piece)
  }

  /// So many bytes; the end of the connection is thrown.
  mutating func bytes(_ count: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let piece = try await piece(atMost: count - bytes.count)
      guard !piece.isEmpty else { throw ConnectionEnd() }
      bytes += piece
    }
    return bytes
  }
}
