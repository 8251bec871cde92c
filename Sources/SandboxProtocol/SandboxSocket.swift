// SPDX-License-Identifier: MIT
// Packets between a client and a sandbox. Control threads.

internal import FoundationEssentials
internal import Glibc

/// One end of a socket pair that keeps packets apart. One thread at a time.
public struct SandboxSocket: ~Copyable, @unchecked Sendable {
  /// The descriptor.
  public let end: Int32
  /// Bytes of the longest packet: a state is one.
  private static let longest = 1 << 20

  /// Takes over a descriptor. Thread: control.
  public init(_ end: Int32) {
    self.end = end
    var size = Int32(4 << 20)
    for option in [SO_SNDBUF, SO_RCVBUF] { unsafe setsockopt(end, SOL_SOCKET, option, &size, 4) }
  }

  deinit { close(end) }

  /// False where the other end is gone, or the packet is too long. Thread: control.
  public borrowing func send(_ value: some Encodable) -> Bool {
    guard let data = try? JSONEncoder().encode(value), data.count <= SandboxSocket.longest else { return false }
    let bytes = Array(data)
    return unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) == $0.count
    }
  }

  /// What a packet was.
  public enum Received<Value: Sendable>: Sendable {
    /// It is this.
    case value(Value)
    /// None came in time.
    case nothing
    /// The other end is gone, or sends what is none.
    case end
  }

  /// The next packet, waited for up to `milliseconds`, negative for ever. Thread: control.
  public borrowing func receive<Value: Decodable & Sendable>(_: Value.Type, milliseconds: Int32) -> Received<Value> {
    var question = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    let count = unsafe poll(&question, 1, milliseconds)
    guard count != 0 else { return .nothing }
    guard count > 0 else { return errno == EINTR ? .nothing : .end }
    var bytes = [UInt8](repeating: 0, count: SandboxSocket.longest)
    let length = unsafe bytes.withUnsafeMutableBytes { unsafe recv(end, $0.baseAddress, $0.count, 0) }
    guard length > 0, let value = try? JSONDecoder().decode(Value.self, from: Data(bytes.prefix(length))) else {
      return .end
    }
    return .value(value)
  }
}
