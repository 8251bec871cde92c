// SPDX-License-Identifier: MIT
// What a JACK client is asked to be. Setup thread.

public import Miniport

/// What the user decides about the client; everything else (rate, period, freewheel) the server decides.
public struct JackConfiguration: Equatable, Sendable {
  /// The client's name, which must be free.
  public var clientName: String
  /// The server's name; nil for the default, which the environment variable JACK_DEFAULT_SERVER may set.
  public var serverName: String?
  /// Channel groups of 16 channels, from 1: so many MIDI inputs.
  public var groupCount: Int
  /// The audio outputs.
  public var outputs: OutputLayout

  /// Thread: any.
  public init(
    clientName: String = "wavesink", serverName: String? = nil, groupCount: Int = 1, outputs: OutputLayout = .stereo
  ) {
    self.clientName = clientName
    self.serverName = serverName
    self.groupCount = groupCount
    self.outputs = outputs
  }

  /// Groups and outputs together. Thread: any.
  public var layout: PortLayout {
    get { PortLayout(groupCount: groupCount, outputs: outputs) }
    set { (groupCount, outputs) = (newValue.groupCount, newValue.outputs) }
  }

  /// Whether the client has a port of this short name. Thread: any.
  public func hasPort(_ name: String) -> Bool { (layout.inputNames + layout.outputNames).contains(name) }

  /// Stereo buses that the miniport renders. Thread: any.
  public var busCount: Int { layout.busCount }

  /// The name of the server that is meant, the default one's too. Thread: setup or control.
  public var nameOfServer: String {
    JackClient.serverName(serverName)
  }
}
