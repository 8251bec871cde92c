// SPDX-License-Identifier: MIT
// A client of a Non Session Manager. Main thread, or any one that may wait.

/// The client's side of NSM's protocol, version 1.2: announces itself, and hears what the session manager wants.
public final class NSMLink {
  private let socket: OSCSocket
  private let manager: OSCSocket.Address
  private var isDirty: Bool?

  /// What the session manager says.
  public enum Word: Sendable, Equatable {
    /// It takes the client.
    case accepted
    /// It does not; its sentence.
    case refused(String)
    /// It wants something.
    case wish(Wish)
  }

  /// What the session manager wants.
  public enum Wish: Sendable, Equatable {
    /// The project with this path, without a suffix, and the name that the client is to have.
    case open(path: String, clientName: String)
    /// The state, saved where the open project is.
    case save
  }

  /// Numbers of refusals.
  public enum Refusal: Int32, Sendable {
    /// Anything else.
    case general = -1
    /// The file cannot be read as what it should be.
    case badProject = -9
    /// The file cannot be written.
    case createFailed = -10
  }

  /// `url`: the value of `NSM_URL`. `executable`: how the manager starts it again. Thread: main.
  public init(url: String, executable: String, processIdentifier: Int32) throws(OSCSocket.Failure) {
    guard let (host, port) = ControlClient.parts(of: url) else {
      throw OSCSocket.Failure(description: "expected an address like osc.udp://127.0.0.1:9000/, found \(url)")
    }
    manager = try OSCSocket.address(host: host, port: port)
    socket = try OSCSocket()
    socket.send(
      OSCMessage(
        "/nsm/server/announce", .string("Wavesink"), .string(":dirty:switch:"), .string(executable), .int32(1),
        .int32(2), .int32(processIdentifier)
      ).bytes, to: manager)
  }

  /// What the manager says next, waiting up to `milliseconds` for it; nil where it says nothing. Thread: main.
  public func next(milliseconds: Int32) -> Word? {
    // Its address may have another name: a manager that is found by its host's name answers from the loopback address.
    guard let packet = socket.receive(milliseconds: milliseconds), packet.from.port == manager.port else { return nil }
    guard let message = try? OSCPacket(packet.bytes).parts.first?.message else { return nil }
    let arguments = message.arguments
    switch (message.path, arguments.first, arguments.dropFirst(2).first) {
    case ("/reply", .string("/nsm/server/announce")?, _): return .accepted
    case ("/error", .string("/nsm/server/announce")?, .string(let sentence)?): return .refused(sentence)
    case ("/nsm/client/open", .string(let path)?, .string(let name)?):
      return .wish(.open(path: path, clientName: name))
    case ("/nsm/client/save", _, _): return .wish(.save)
    default: return nil
    }
  }

  /// A wish is fulfilled. Thread: main.
  public func fulfil(_ wish: Wish) {
    socket.send(OSCMessage("/reply", .string(NSMLink.path(of: wish)), .string("OK")).bytes, to: manager)
  }

  /// A wish cannot be fulfilled. Thread: main.
  public func refuse(_ wish: Wish, _ refusal: Refusal, _ sentence: String) {
    let message = OSCMessage(
      "/error", .string(NSMLink.path(of: wish)), .int32(refusal.rawValue), .string(sentence))
    socket.send(message.bytes, to: manager)
  }

  /// Whether there is something to save; the manager is told where that has changed. Thread: main.
  public func tell(isDirty new: Bool) {
    guard new != isDirty else { return }
    isDirty = new
    socket.send(OSCMessage(new ? "/nsm/client/is_dirty" : "/nsm/client/is_clean").bytes, to: manager)
  }

  private static func path(of wish: Wish) -> String {
    if case .save = wish { "/nsm/client/save" } else { "/nsm/client/open" }
  }
}
