// SPDX-License-Identifier: MIT
// What comes in one datagram. Any thread but audio.

/// The messages of a packet, each with its time.
public struct OSCPacket: Sendable, Equatable {
  /// A message and when it is to take effect.
  public struct Part: Sendable, Equatable {
    /// The message.
    public let message: OSCMessage
    /// Of the bundle around it; `immediate` without one.
    public let time: OSCTime
  }

  /// Bundles inside bundles.
  private static let depthLimit = 8
  private static let bundleMark = Array("#bundle\0".utf8)

  /// In the order in which they stand there.
  public private(set) var parts: [Part] = []

  /// A bundle of messages as it is sent. Thread: any but audio.
  public static func bundle(_ messages: [OSCMessage], at time: OSCTime) -> [UInt8] {
    func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    return messages.reduce(bundleMark + word(time.seconds) + word(time.fraction)) { bytes, message in
      let element = message.bytes
      return bytes + word(UInt32(element.count)) + element
    }
  }

  /// Reads a packet: a message, or a bundle of messages and bundles. Thread: any but audio.
  public init(_ bytes: [UInt8]) throws(OSCError) {
    try read(bytes[...], time: .immediate, depth: 0)
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, time: OSCTime, depth: Int) throws(OSCError) {
    guard bytes.starts(with: OSCPacket.bundleMark) else {
      let message = try OSCMessage(bytes, offset: bytes.startIndex)
      parts.append(Part(message: message, time: time))
      return
    }
    guard depth < OSCPacket.depthLimit else { throw .tooDeep(offset: bytes.startIndex, limit: OSCPacket.depthLimit) }
    guard bytes.count >= 16 else { throw .noMessage(offset: bytes.startIndex) }
    let seconds = OSCPacket.word(bytes, bytes.startIndex + 8)
    let own = OSCTime(seconds: seconds, fraction: OSCPacket.word(bytes, bytes.startIndex + 12))
    var position = bytes.startIndex + 16
    while position < bytes.endIndex {
      let left = bytes.endIndex - position - 4
      guard left >= 0 else { throw .elementLength(offset: position, found: left + 4, left: 0) }
      let count = Int(OSCPacket.word(bytes, position))
      guard count <= left, count % 4 == 0 else { throw .elementLength(offset: position, found: count, left: left) }
      try read(bytes[position + 4..<position + 4 + count], time: own, depth: depth + 1)
      position += 4 + count
    }
  }

  private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[offset + $1]) }
  }
}
