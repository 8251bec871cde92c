// SPDX-License-Identifier: MIT
// A rack from the text of its file. Control threads.

import Miniport
import Racks
import Synthesis

extension Rack {
  /// The number of the form that is read and written.
  static let form = 1

  /// Reads a rack; what is not there is as in a client that has just begun. Thread: control.
  public init(yaml text: String) throws(RackError) {
    let root = try RackNode.root(of: text)
    let fields = try root.fields([
      "wavesink-rack", "outputs", "effects", "volume", "boost", "reverb", "banks", "groups", "buses", "master", "thru",
      "connections", "favourites",
    ])
    guard let form = fields["wavesink-rack"] else { throw root.fault("is no rack: the key wavesink-rack is missing") }
    guard try form.integer(0...1_000_000) == Rack.form else {
      throw form.fault("expected \(Rack.form), which is all that this version reads")
    }
    outputs = try fields["outputs"]?.choice(OutputLayout.self) ?? outputs
    effects = try fields["effects"]?.choice(EffectsOutput.self) ?? effects
    volume = try fields["volume"]?.real(-96...0) ?? volume
    boost = try fields["boost"]?.real(-20...20) ?? boost
    if let reverb = fields["reverb"] { self.reverb = try WavesReverb(reverb) }
    if let banks = fields["banks"] {
      for bank in try banks.elements() { self.banks.append(try Bank(bank)) }
    }
    strips = try StripChoice.shared(fields)
    if let node = fields["groups"] {
      let groups = try node.elements()
      guard (1...64).contains(groups.count) else { throw node.fault("expected 1 to 64 groups, found \(groups.count)") }
      self.groups = []
      for group in groups { try read(group) }
    }
    if let thru = fields["thru"] { routes = try ThruRoutes(thru) }
    if let node = fields["favourites"] { favourites = try Favourite.all(node) }
    if let connections = fields["connections"] {
      for connection in try connections.elements() {
        let fields = try connection.fields(["port", "with"])
        guard let port = fields["port"], let other = fields["with"] else {
          throw connection.fault("expected port and with")
        }
        self.connections.insert(Connection(port: try port.text(), other: try other.text()))
      }
    }
  }
}

extension WavesReverb {
  fileprivate init(_ node: RackNode) throws(RackError) {
    let fields = try node.fields(["input-gain", "mix", "time", "high-frequency-ratio"])
    self.init()
    inputGainDecibels = try fields["input-gain"]?.real(-96...0) ?? inputGainDecibels
    mixDecibels = try fields["mix"]?.real(-96...0) ?? mixDecibels
    timeSeconds = try fields["time"]?.real(0.001...3) ?? timeSeconds
    highFrequencyRatio = try fields["high-frequency-ratio"]?.real(0.001...0.999) ?? highFrequencyRatio
  }
}

extension Rack.Bank {
  fileprivate init(_ node: RackNode) throws(RackError) {
    let fields = try node.fields(["file", "hash"])
    guard let file = fields["file"] else { throw node.fault("expected a file") }
    self.init(file: try file.text(), hash: try fields["hash"]?.text())
  }
}

extension Rack {
  /// Reads the next group, with its strip.
  fileprivate mutating func read(_ node: RackNode) throws(RackError) {
    let fields = try node.fields(["name", "miniport", "dialect", "channels"] + StripChoice.keys)
    groups.append(try Group(fields))
    let strip = try StripChoice(fields)
    for bus in strip.sends.keys where strips[.bus(bus)] == nil {
      throw (fields["sends"] ?? node).fault("there is no bus \(bus)")
    }
    if !strip.isPlain { strips[.group(groups.count)] = strip }
  }
}

extension Rack.Group {
  fileprivate init(_ fields: [String: RackNode]) throws(RackError) {
    self.init(after: try fields["dialect"]?.choice(Dialect.self) ?? .dls)
    name = try fields["name"]?.text() ?? name
    if let node = fields["miniport"] {
      miniport = try MiniportChoice(node)
    }
    guard let channels = fields["channels"] else { return }
    for element in try channels.elements() {
      let fields = try element.fields(Rack.Channel.keys)
      guard let number = fields["channel"] else { throw element.fault("expected the number of the channel") }
      let index = try number.integer(1...16) - 1
      try self.channels[index].read(fields, channel: index)
    }
  }
}

extension MiniportChoice {
  fileprivate init(_ node: RackNode) throws(RackError) {
    if node.has("synthesizer") {
      let fields = try node.fields(["synthesizer", "group"])
      let mode = try fields["synthesizer"]?.choice(PluginMode.self) ?? .inProcess
      self = MiniportChoice.synthesizer.running(mode, in: try fields["group"]?.sandboxGroup()) ?? .synthesizer
    } else if node.isMapping {
      self = .plugin(try PluginChoice(node))
    } else {
      let text = try node.text()
      guard let choice = MiniportChoice(text: text), choice.plugin == nil else {
        throw node.fault("expected synthesizer, uart, or lv2 with a URI, found \(text)")
      }
      self = choice
    }
  }
}

extension PluginChoice {
  static let keys = ["lv2", "mode", "group", "bundle", "preset", "controls", "controllers", "state"]

  /// `others`: keys that may stand there and say nothing. Thread: control.
  init(_ node: RackNode, ignoring others: [String] = []) throws(RackError) {
    let fields = try node.fields(PluginChoice.keys + others)
    guard let uri = fields["lv2"] else { throw node.fault("expected lv2, the URI of a plug-in") }
    self.init(
      uri: try uri.text(), mode: try fields["mode"]?.choice(PluginMode.self) ?? .sandbox,
      sandboxGroup: try fields["group"]?.sandboxGroup(), bundle: try fields["bundle"]?.text(),
      preset: try fields["preset"]?.text(),
      state: try fields["state"]?.text())
    // In the client's own process there is nothing to be shared.
    if mode == .inProcess { sandboxGroup = nil }
    for (symbol, value) in try fields["controls"]?.named() ?? [] {
      controls[symbol] = Float(try value.real(-1e30...1e30))
    }
    for (number, symbol) in try fields["controllers"]?.numbered(0...119) ?? [] {
      controllers[number] = try symbol.text()
    }
  }
}

extension ThruRoutes {
  fileprivate init(_ node: RackNode) throws(RackError) {
    self.init()
    for element in try node.elements() {
      let fields = try element.fields(["from", "to"])
      guard let from = fields["from"], let to = fields["to"] else { throw element.fault("expected from and to") }
      var destinations: [String] = []
      for destination in try to.elements() { destinations.append(try destination.text()) }
      let source = try from.text()
      do throws(ThruFault) { try route(source, to: destinations) } catch { throw element.fault(error.description) }
    }
  }
}

extension Rack.Channel {
  /// The names of the registered parameters in a file.
  static let parameterNames: [(number: UInt8, name: String)] = [
    (0, "bend-range"), (1, "fine-tuning"), (2, "coarse-tuning"), (5, "modulation-range"),
  ]

  fileprivate static let keys =
    ["channel", "program", "cc0", "cc32", "controllers", "wheel", "pressure", "mono", "priority", "muted"]
    + parameterNames.map(\.name)

  fileprivate mutating func read(_ fields: [String: RackNode], channel: Int) throws(RackError) {
    program = UInt8(try fields["program"]?.integer(0...127) ?? Int(program))
    cc0 = UInt8(try fields["cc0"]?.integer(0...127) ?? Int(cc0))
    cc32 = UInt8(try fields["cc32"]?.integer(0...127) ?? Int(cc32))
    for (number, value) in try fields["controllers"]?.numbered(0...119) ?? [] {
      guard Rack.Channel.keeps(number) else { throw value.fault("is none that is kept") }
      controllers[number] = UInt8(try value.integer(0...127))
    }
    for (number, name) in Rack.Channel.parameterNames {
      if let value = fields[name] { parameters[number] = UInt16(try value.integer(0...16_383)) }
    }
    wheel = UInt16(try fields["wheel"]?.integer(0...16_383) ?? Int(wheel))
    pressure = UInt8(try fields["pressure"]?.integer(0...127) ?? Int(pressure))
    isMono = try fields["mono"]?.truth() ?? isMono
    isMuted = try fields["muted"]?.truth() ?? isMuted
    if let node = fields["priority"] {
      let text = try node.text()
      if let kind = VoicePriority.Class.allCases.first(where: { "\($0)" == text }) {
        priority = VoicePriority(kind, channel: channel)
      } else {
        priority = VoicePriority(rawValue: UInt32(try node.integer(0...Int(UInt32.max))))
      }
    }
  }
}
