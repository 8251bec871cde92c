// SPDX-License-Identifier: MIT
// What a session keeps of a client. Control threads.

public import Miniport
public import Racks
public import Synthesis

/// Banks, channels, properties and connections of a client, as a rack file has them.
public struct Rack: Sendable, Equatable {
  /// How channels are spread over outputs.
  public var outputs = OutputLayout.stereo
  /// Where reverb and chorus come out.
  public var effects = EffectsOutput.mixed
  /// dB; −96 is silence.
  public var volume = 0.0
  /// dB.
  public var boost = 0.0
  /// Nil where nobody has set it: it is then left as it is.
  public var reverb: WavesReverb?
  /// In the order in which they were brought in: later ones win. The built-in one is not among them.
  public var banks: [Bank] = []
  /// The channel groups, 1 to 64.
  public var groups: [Group] = [Group()]
  /// Effects, levels and sends.
  public var strips: [StripName: StripChoice] = [:]
  /// Connections of the client's ports.
  public var connections: Set<Connection> = []
  /// Where what comes in by the inputs goes.
  public var routes = ThruRoutes()
  /// Programs that somebody wants at hand, in the order in which they were chosen.
  public var favourites: [Favourite] = []

  /// Nothing but one group. Thread: any.
  public init() {}

  /// The groups and outputs. Thread: any.
  public var layout: PortLayout {
    let sending = groups.indices.filter { groups[$0].miniport.hasMIDIOutput }.map { $0 + 1 }
    return PortLayout(groupCount: groups.count, outputs: outputs, effects: effects, midiOutputs: GroupSet(sending))
  }

  /// A bank's file.
  public struct Bank: Sendable, Equatable {
    /// Absolute, or from the folder of the rack file.
    public var file: String
    /// Of what was in it: `ContentHash`; nil where nobody knows.
    public var hash: String?

    /// Thread: any.
    public init(file: String, hash: String? = nil) {
      self.file = file
      self.hash = hash
    }
  }

  /// 16 channels.
  public struct Group: Sendable, Equatable {
    /// What people call it; no text for its number.
    public var name = ""
    /// Whose rules they follow.
    public var dialect = Dialect.dls
    /// What plays it.
    public var miniport = MiniportChoice.synthesizer
    /// As each is, channel 1 first.
    public var channels: [Channel]

    /// As after a reset. Thread: any.
    public init(after dialect: Dialect = .dls) {
      self.dialect = dialect
      channels = (0..<16).map { Channel(ChannelReport(index: $0, after: dialect)) }
    }
  }

  /// A connection.
  public struct Connection: Sendable, Hashable {
    /// The port's name within the client, which no restart changes.
    public var port: String
    /// The full name of the other client's port.
    public var other: String

    /// Thread: any.
    public init(port: String, other: String) {
      self.port = port
      self.other = other
    }
  }
}
