// SPDX-License-Identifier: MIT
// Ports and connections of a JACK server, as a patchbay shows them. Any thread but audio.

/// All ports of a server, and the connections of this client's own.
public struct Patchbay: Sendable {
  /// Every port, this client's own first.
  public var ports: [Port]
  /// Connections with a port of this client's.
  public var connections: [Connection]

  /// Thread: any.
  public init(ports: [Port] = [], connections: [Connection] = []) {
    self.ports = ports
    self.connections = connections
  }

  /// A port of some client.
  public struct Port: Codable, Sendable, Equatable {
    /// Its full name.
    public let name: String
    /// What people read; nil where nothing is said.
    public let pretty: String?
    /// output, which gives, or input, which takes.
    public let direction: String
    /// audio or midi.
    public let type: String
    /// It is this client's.
    public let own: Bool
    /// It is a machine's.
    public let physical: Bool

    /// Thread: any.
    public init(name: String, pretty: String?, isInput: Bool, isMIDI: Bool, isOwn: Bool, isPhysical: Bool) {
      self.name = name
      self.pretty = pretty
      direction = isInput ? "input" : "output"
      type = isMIDI ? "midi" : "audio"
      (own, physical) = (isOwn, isPhysical)
    }
  }

  /// Two ports by their full names.
  public struct Connection: Sendable, Hashable {
    /// The port that gives.
    public let source: String
    /// The port that takes.
    public let destination: String

    /// Thread: any.
    public init(source: String, destination: String) {
      self.source = source
      self.destination = destination
    }
  }
}
