// SPDX-License-Identifier: MIT
// Asks a running client. Any thread that may wait.

/// The other end of a control server: one question at a time.
public final class ControlClient: Sendable {
  private let socket: OSCSocket
  private let server: OSCSocket.Address

  /// Why there is no answer.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// Nobody has answered in time.
    case noAnswer(milliseconds: Int32)
    /// The server's own sentence.
    case refused(ControlFault.Code?, String)
    /// There is no such address.
    case noServer(String)

    /// The rest of a sentence that begins with the server's address.
    public var description: String {
      switch self {
      case .noAnswer(let milliseconds): "there was no answer within \(milliseconds) ms"
      case .refused(_, let sentence), .noServer(let sentence): sentence
      }
    }
  }

  /// `url`: as a server prints it, `osc.udp://host:port/`. Thread: control.
  public init(url: String) throws(Failure) {
    guard let (host, port) = ControlClient.parts(of: url) else {
      throw .noServer("expected an address like osc.udp://127.0.0.1:9000/, found \(url)")
    }
    do {
      socket = try OSCSocket()
      server = try OSCSocket.address(host: host, port: port)
    } catch { throw .noServer(error.description) }
  }

  static func parts(of url: String) -> (host: String, port: Int)? {
    let mark = "osc.udp://"
    guard url.hasPrefix(mark) else { return nil }
    let rest = url.dropFirst(mark.count).prefix { $0 != "/" }
    guard let colon = rest.lastIndex(of: ":"), let port = Int(rest[rest.index(after: colon)...]),
      (1...65_535).contains(port), colon > rest.startIndex
    else { return nil }
    return (String(rest[..<colon]), port)
  }

  /// Sends a message and looks at no answer. Thread: control.
  public func sendOnly(_ message: OSCMessage) throws(Failure) {
    guard socket.send(message.bytes, to: server) else { throw .noServer("the message cannot be sent") }
  }

  /// Sends messages that take effect together at a time, and looks at no answer. Thread: control.
  public func sendOnly(_ messages: [OSCMessage], at time: OSCTime) throws(Failure) {
    guard socket.send(OSCPacket.bundle(messages, at: time), to: server) else {
      throw .noServer("the messages cannot be sent")
    }
  }

  /// Sends what is not answered. What is wrong with it is thrown, should the server say so at once. Thread: control.
  public func send(_ message: OSCMessage) throws(Failure) {
    try sendOnly(message)
    // A server works through its messages in order: the answer to another one behind it says that this one was taken.
    _ = try ask(OSCMessage("/wavesink/ping"), milliseconds: 2000, errorsOf: message.path)
  }

  /// Sends a question and returns what follows the path in the reply. Thread: control.
  public func ask(_ message: OSCMessage, milliseconds: Int32 = 2000) throws(Failure) -> [OSCValue] {
    try ask(message, milliseconds: milliseconds, errorsOf: message.path)
  }

  private func ask(_ message: OSCMessage, milliseconds: Int32, errorsOf path: String) throws(Failure) -> [OSCValue] {
    socket.send(message.bytes, to: server)
    return try answer(to: message.path, milliseconds: milliseconds, errorsOf: path)
  }

  /// Waits for a further reply about a path; negative waits for ever. `other`: is given what else comes meanwhile.
  /// Thread: control.
  public func answer(
    to path: String, milliseconds: Int32, hearing other: (OSCMessage) -> Void = { _ in }
  ) throws(Failure) -> [OSCValue] {
    try answer(to: path, milliseconds: milliseconds, errorsOf: path, hearing: other)
  }

  /// The next message that the server sends, whatever it is; nil where none comes. Thread: control.
  public func next(milliseconds: Int32) throws(Failure) -> OSCMessage? {
    guard let packet = socket.receive(milliseconds: milliseconds) else { return nil }
    do { return try OSCPacket(packet.bytes).parts.first?.message } catch { throw .noServer(error.description) }
  }

  private func answer(
    to path: String, milliseconds: Int32, errorsOf other: String, hearing: (OSCMessage) -> Void = { _ in }
  ) throws(Failure) -> [OSCValue] {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(Int64(max(0, milliseconds)))
    // Whatever comes meanwhile: the time is for the answer.
    func timeLeft() -> Int32 { milliseconds < 0 ? -1 : Int32(max(0, (deadline - clock.now) / .milliseconds(1))) }
    while let packet = socket.receive(milliseconds: timeLeft()) {
      guard let message = try? OSCPacket(packet.bytes).parts.first?.message else { continue }
      guard case .string(let about)? = message.arguments.first else {
        hearing(message)
        continue
      }
      if message.path == "/reply", about == path { return Array(message.arguments.dropFirst()) }
      if message.path == "/error", about == path || about == other || about.isEmpty, message.arguments.count == 3,
        case .int32(let code) = message.arguments[1], case .string(let sentence) = message.arguments[2]
      {
        throw .refused(ControlFault.Code(rawValue: code), sentence)
      }
      hearing(message)
    }
    throw .noAnswer(milliseconds: milliseconds)
  }
}
