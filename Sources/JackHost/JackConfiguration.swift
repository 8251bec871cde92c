// SPDX-License-Identifier: MIT
// What a JACK client is asked to be. Setup thread.

public import Miniport

/// What the user decides about the client; everything else (rate, period, freewheel) the server decides.
public struct JackConfiguration: Equatable, Sendable {
  /// The client's name, which must be free.
  public var clientName: String
  /// The server's name; nil for the default, which the environment variable JACK_DEFAULT_SERVER may set.
  public var serverName: String?
  /// Channel groups, each with a MIDI input, and audio outputs.
  public var layout: PortLayout

  /// Thread: any.
  public init(
    clientName: String = "wavesink", serverName: String? = nil,
    layout: PortLayout = PortLayout(groupCount: 1, outputs: .stereo)
  ) {
    self.clientName = clientName
    self.serverName = serverName
    self.layout = layout
  }

  /// Whether the client has a port of this short name. Thread: any.
  public func hasPort(_ name: String) -> Bool { layout.portNames.contains(name) }

  /// Stereo buses that the miniport renders. Thread: any.
  public var busCount: Int { layout.busCount }

  /// The name of the server that is meant, the default one's too. Thread: setup or control.
  public var nameOfServer: String {
    JackClient.serverName(serverName)
  }
}
