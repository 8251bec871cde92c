// SPDX-License-Identifier: MIT
// The articulation of a flat zone: generators, modulators, and what DLS would do by itself. Any thread but audio.

/// Connections of one region, and what could not become one.
struct ArticulationBuilder {
  typealias Code = SoundFont.Code
  typealias Source = Connection.Source
  typealias Destination = Connection.Destination

  let zone: FlatZone
  /// So far; no two of one source, control and destination.
  private(set) var connections: [Connection] = []
  /// Kinds of what is lost; each counts once for the region.
  private(set) var losses: [ConversionLoss.Kind] = []

  /// `tuning`: cents that the region's sample parameters cannot hold.
  init(_ zone: FlatZone, tuning: Double) {
    self.zone = zone
    addModulators()
    addDepths()
    addValues(tuning: tuning)
    addEG1()
    if uses(Source.eg2) { addEG2() }
    if uses(Source.lfo) { addOscillator(Code.lfoFrequency, Code.lfoDelay) }
    if uses(Source.vibrato) { addOscillator(Code.vibratoFrequency, Code.vibratoDelay) }
    silenceDefaults()
  }

  /// Whether a connection follows `source`.
  func uses(_ source: UInt16) -> Bool { connections.contains { $0.source == source } }

  /// Whether anything but a constant moves `destination`.
  func moves(_ destination: UInt16) -> Bool {
    connections.contains { $0.destination == destination && !$0.isConstant }
  }

  /// Adds a constant, `amount` in the destination's unit.
  mutating func set(_ destination: UInt16, _ amount: Double) { connect(Source.none, destination, amount) }

  /// Adds a constant of exactly no time.
  mutating func setNoTime(_ destination: UInt16) {
    add(
      Connection(source: Source.none, control: Source.none, destination: destination, transform: 0, scale: .min))
  }

  /// Adds a connection, `amount` in the destination's unit.
  mutating func connect(
    _ source: UInt16, _ destination: UInt16, _ amount: Double, control: UInt16 = Source.none, transform: UInt16 = 0
  ) {
    let scale = (amount * 65_536).rounded()
    if scale < Double(Int32.min) || scale > Double(Int32.max) { note(.clampedValue) }
    add(
      Connection(
        source: source, control: control, destination: destination, transform: transform,
        scale: Int32(max(Double(Int32.min), min(Double(Int32.max), scale)))))
  }

  /// Two of equal source, control and destination add up where they have one curve; else the stronger one stays.
  private mutating func add(_ connection: Connection) {
    guard connection.scale != 0 || connection.isConstant || connection.hasDefault else { return }
    guard let index = connections.firstIndex(where: { $0.hasPlace(of: connection) }) else {
      return connections.append(connection)
    }
    if connections[index].transform == connection.transform {
      connections[index].scale = Int32(clamping: Int64(connections[index].scale) + Int64(connection.scale))
    } else {
      if connection.scale.magnitude > connections[index].scale.magnitude { connections[index] = connection }
      note(.crossedModulators)
    }
  }

  /// Notes a kind of loss.
  mutating func note(_ kind: ConversionLoss.Kind) {
    if !losses.contains(kind) { losses.append(kind) }
  }

  /// What DLS connects by itself: where the SoundFont has it too it need not be written, and where not it is silenced.
  private mutating func silenceDefaults() {
    for standard in Self.defaults {
      if let index = connections.firstIndex(where: { $0.hasPlace(of: standard) }) {
        if connections[index] == standard { connections.remove(at: index) }
      } else {
        var silenced = standard
        silenced.scale = 0
        connections.append(silenced)
      }
    }
    // Those that came to nothing when they were added up.
    connections.removeAll { $0.scale == 0 && !$0.isConstant && !$0.hasDefault }
  }

  /// Defaults of DLS 2.2 that an articulation may change and that SoundFonts have otherwise.
  fileprivate static let defaults = [
    Connection(
      source: Source.keyOnVelocity, control: Source.none, destination: Destination.gain, transform: 0x8400,
      scale: -960 << 16),
    Connection(
      source: Source.cc0 + 10, control: Source.none, destination: Destination.pan, transform: 0x4000,
      scale: 508 << 16),
    Connection(
      source: Source.cc0 + 91, control: Source.none, destination: Destination.reverb, transform: 0, scale: 1000 << 16),
    Connection(
      source: Source.cc0 + 93, control: Source.none, destination: Destination.chorus, transform: 0, scale: 1000 << 16),
  ]
}

extension Connection {
  /// Whether a synthesizer takes the two for the same connection, of which the later one counts.
  fileprivate func hasPlace(of other: Connection) -> Bool {
    destination == other.destination && source == other.source && control == other.control
  }

  /// Whether DLS has the connection by itself, so that an amount of nothing must be told as well.
  fileprivate var hasDefault: Bool {
    ArticulationBuilder.defaults.contains { $0.hasPlace(of: self) } || isKeyToPitch
  }

  private var isKeyToPitch: Bool {
    source == Source.keyNumber && control == Source.none && destination == Destination.pitch
  }
}
