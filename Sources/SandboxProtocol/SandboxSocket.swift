// SPDX-License-Identifier: MIT
// Packets between a client and a sandbox. Control threads.

internal import CSandbox
internal import FoundationEssentials
internal import Glibc

/// One end of a socket pair that keeps packets apart. One thread at a time.
///
/// A packet is a byte for its form and JSON. What is long lies in sealed memory, of which the packet has the descriptor: how much of it there
/// may be at once is then no matter of the system's limits for sockets.
public struct SandboxSocket: ~Copyable, @unchecked Sendable {
  /// The descriptor.
  public let end: Int32
  /// Bytes of the longest packet.
  private static let longest = 64 << 10
  /// Bytes of the longest JSON: a state is one, whose quotation marks and lines take two bytes each.
  private static let longestOfAll = 4 * SandboxState.byteLimit

  /// What a packet has.
  private enum Form {
    static let text: UInt8 = 0
    static let longText: UInt8 = 1
    /// A descriptor that belongs to the next packet.
    static let file: UInt8 = 2
  }

  /// Takes over a descriptor. Thread: control.
  public init(_ end: Int32) { self.end = end }

  deinit { close(end) }

  /// Sends a value, and a file with it. False where the other end is gone, or the value is too long. Thread: control.
  public borrowing func send(_ value: some Encodable, with file: OpenFile? = nil) -> Bool {
    guard let data = try? JSONEncoder().encode(value), data.count <= SandboxSocket.longestOfAll else { return false }
    if let file, !send([Form.file], file) { return false }
    guard data.count >= SandboxSocket.longest else { return send([Form.text] + data, nil) }
    guard let memory = unsafe data.withUnsafeBytes({ unsafe OpenFile(holding: $0) }) else { return false }
    return send([Form.longText], memory)
  }

  private borrowing func send(_ bytes: [UInt8], _ file: OpenFile?) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe sandbox_send(end, $0.baseAddress, UInt64($0.count), file?.number ?? -1) }
  }

  /// What a packet was.
  public enum Received<Value: Sendable>: Sendable {
    /// It is this, and came with that file.
    case value(Value, OpenFile?)
    /// None came in time.
    case nothing
    /// The other end is gone, or sends what is none.
    case end
  }

  /// The next value, waited for up to `milliseconds`, negative for ever. Thread: control.
  public borrowing func receive<Value: Decodable & Sendable>(_: Value.Type, milliseconds: Int32) -> Received<Value> {
    var own: OpenFile?
    switch waitForPacket(milliseconds) {
    case 0: return .nothing
    case ..<0: return errno == EINTR ? .nothing : .end
    default: break
    }
    guard var (form, text, file) = receivePacket() else { return .end }
    if form == Form.file {
      own = file
      // The packet that it belongs to was sent with it.
      guard file != nil, waitForPacket(1000) > 0, let next = receivePacket() else { return .end }
      (form, text, file) = next
    }
    if form == Form.longText {
      guard let memory = file?.sealedBytes(limit: SandboxSocket.longestOfAll) else { return .end }
      text = memory[...]
    } else if form != Form.text {
      return .end
    }
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(text)) else { return .end }
    return .value(value, own)
  }

  /// How many there are: 1, 0 where none came in time, or negative.
  private borrowing func waitForPacket(_ milliseconds: Int32) -> Int32 {
    var question = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&question, 1, milliseconds)
  }

  private borrowing func receivePacket() -> (form: UInt8, text: ArraySlice<UInt8>, file: OpenFile?)? {
    var bytes = [UInt8](repeating: 0, count: SandboxSocket.longest)
    var number: Int32 = -1
    let length = unsafe bytes.withUnsafeMutableBytes {
      unsafe sandbox_receive(end, $0.baseAddress, UInt64($0.count), &number)
    }
    let file = number >= 0 ? OpenFile(number) : nil
    guard length > 0 else { return nil }
    return (bytes[0], bytes[1..<Int(length)], file)
  }
}
