// SPDX-License-Identifier: MIT
// A UDP socket for OSC. Control threads.

internal import Glibc

/// A datagram socket, bound or not.
@safe public final class OSCSocket: Sendable {
  /// For who waits for packets together with other things; it stays this socket's own.
  public let descriptor: Int32

  /// The most that a datagram can hold.
  private static let longestPacket = 65_507

  /// Where a packet came from, or goes to.
  @safe public struct Address: Sendable, Equatable {
    // Safe because it holds numbers alone.
    let value: sockaddr_in

    /// Two numbers make an address of IPv4.
    public static func == (a: Address, b: Address) -> Bool {
      a.value.sin_addr.s_addr == b.value.sin_addr.s_addr && a.value.sin_port == b.value.sin_port
    }

    /// 1 to 65535.
    public var port: Int { Int(UInt16(bigEndian: value.sin_port)) }
  }

  /// Why there is no socket.
  public struct Failure: Error, CustomStringConvertible {
    /// The rest of a sentence that begins with an address.
    public let description: String
  }

  /// `host`: a name or number of this machine, 127.0.0.1 for who is on this machine alone; nil for a socket that only asks.
  /// `port`: 0 for any that is free. Thread: control.
  public init(host: String? = nil, port: Int = 0) throws(Failure) {
    let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw OSCSocket.failure("there is no socket") }
    // What comes while nobody looks is kept by the system, up to this.
    var size: Int32 = 1 << 20
    unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    guard let host else { return }
    let address = try OSCSocket.address(host: host, port: port)
    var value = address.value
    let status = unsafe withUnsafePointer(to: &value) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw OSCSocket.failure("port \(port) cannot be used") }
  }

  deinit { close(descriptor) }

  /// The port that it listens to; 0 for one that only asks and has not yet. Thread: control.
  public var port: Int {
    var value = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &value) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
    }
    return status == 0 ? Int(UInt16(bigEndian: value.sin_port)) : 0
  }

  /// The address of a host by its name or number. Thread: control; asks the system's resolver.
  public static func address(host: String, port: Int) throws(Failure) -> Address {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_INET
    unsafe hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let status = unsafe getaddrinfo(host, "\(port)", &hints, &list)
    guard status == 0, let first = unsafe list, let found = unsafe first.pointee.ai_addr else {
      throw Failure(description: "the address \(host) is not known: \(unsafe String(cString: gai_strerror(status)))")
    }
    defer { unsafe freeaddrinfo(list) }
    return unsafe Address(value: UnsafeRawPointer(found).loadUnaligned(as: sockaddr_in.self))
  }

  /// The address that a server has printed, `osc.udp://host:port/`. Thread: control; asks the system's resolver.
  public static func address(url: String) throws(Failure) -> Address {
    guard let (host, port) = ControlClient.parts(of: url) else {
      throw Failure(description: "expected an address like osc.udp://127.0.0.1:9000/, found \(url)")
    }
    // Who listens at every address answers from the one that was asked.
    return try address(host: host == "0.0.0.0" ? "127.0.0.1" : host, port: port)
  }

  /// Waits up to `milliseconds` for a packet; nil where none came. What is longer than a datagram is cut. Thread: control.
  public func receive(milliseconds: Int32) -> (bytes: [UInt8], from: Address)? {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return nil }
    var value = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: OSCSocket.longestPacket) { buffer, count in
      let got = unsafe withUnsafeMutablePointer(to: &value) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe recvfrom(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT), $0, &length)
        }
      }
      count = max(0, got)
    }
    return bytes.isEmpty ? nil : (bytes, Address(value: value))
  }

  /// Sends a packet; false where it is too long or the system refuses it. Thread: control.
  @discardableResult public func send(_ bytes: [UInt8], to address: Address) -> Bool {
    var value = address.value
    let sent = unsafe withUnsafePointer(to: &value) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        unsafe bytes.withUnsafeBytes {
          unsafe sendto(descriptor, $0.baseAddress, $0.count, 0, target, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    return sent == bytes.count
  }

  private static func failure(_ what: String) -> Failure {
    Failure(description: "\(what): \(unsafe String(cString: strerror(errno)))")
  }
}
