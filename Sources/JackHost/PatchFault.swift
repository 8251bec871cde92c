// SPDX-License-Identifier: MIT
// Why two ports are not connected, or still are. Control thread.

/// What is wrong with a wish about a connection.
public enum PatchFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no server.
  case noServer
  /// There is no port of this name.
  case unknownPort(String)
  /// Neither port is this client's.
  case foreign
  /// This one does not give: it is an input.
  case noSource(String)
  /// This one does not take: it is an output.
  case noDestination(String)
  /// Sound goes through one, and messages through the other.
  case differentTypes
  /// There is no such connection.
  case notConnected(source: String, destination: String)
  /// The server refuses.
  case refused
  /// The server has taken the wish, and nothing has come of it yet.
  case late

  /// Thread: any but audio.
  public var description: String {
    switch self {
    case .noServer: "there is no JACK server at the moment"
    case .unknownPort(let name): "there is no port \(name)"
    case .foreign: "neither port is this client's"
    case .noSource(let name): "\(name) is an input: expected an output as source"
    case .noDestination(let name): "\(name) is an output: expected an input as destination"
    case .differentTypes: "one port is for sound, the other for MIDI"
    case .notConnected(let source, let destination): "\(source) is not connected to \(destination)"
    case .refused: "the JACK server refuses"
    case .late: "the JACK server has not done it within half a second"
    }
  }
}
