// SPDX-License-Identifier: MIT
// From the connections of a region to what a voice needs. Downloader thread.

import DLS

/// The connections that apply to a region: the defaults, overlaid with the region's or the instrument's own.
struct Articulation {
  /// Connections of one articulation: a file must not decide how long a note takes to begin.
  static let connectionLimit = 256

  /// In no particular order; each (source, control, destination) once.
  private(set) var connections: [Connection]
  /// Connections beyond the limit, and those to the key that are not the instrument's.
  private(set) var omittedCount = 0
  /// The instrument's connections to the key (`dls.md` 1.9, 5), where there are others than the two of every program: all
  /// of them, those two included.
  private(set) var keyLinks: [ModulationLink] = []
  /// Where the connection with these ends stands.
  private var places: [Ends: Int]

  /// What makes two connections the same.
  private struct Ends: Hashable {
    let source: UInt16
    let control: UInt16
    let destination: UInt16

    init(_ connection: Connection) {
      source = connection.source
      control = connection.control
      destination = connection.destination
    }
  }

  /// `own`: the region's articulation if it has one, else the instrument's: never both (DLS 2.2, 1.6.3).
  init(own: [Connection], isInstruments: Bool = false) {
    connections = Articulation.defaults
    places = [:]
    for (place, connection) in connections.enumerated() { places[Ends(connection)] = place }
    for connection in own where connection.isKnown { overlay(Articulation.inOrder(connection)) }
    let toKey = connections.filter { $0.destination == Connection.Destination.keyNumber }
    connections.removeAll { $0.destination == Connection.Destination.keyNumber }
    places = [:]
    guard toKey != Articulation.defaultsToKey else { return }
    if isInstruments {
      setKeyLinks(toKey)
    } else {
      omittedCount += toKey.count { !Articulation.defaultsToKey.contains($0) }
    }
  }

  /// The key is asked for before there is a voice: generators have no say in it.
  private mutating func setKeyLinks(_ toKey: [Connection]) {
    let useful = toKey.filter { !Articulation.isGenerator($0.source) && !Articulation.isGenerator($0.control) }
    keyLinks = useful.prefix(CompiledArticulation.Links.limit).map {
      ModulationLink($0, scale: Double($0.scale) / 65_536)
    }
    omittedCount += toKey.count - keyLinks.count
  }

  /// Replaces the connection with equal ends, or adds one. Of duplicates in one list the last wins.
  private mutating func overlay(_ connection: Connection) {
    if let place = places[Ends(connection)] {
      connections[place] = connection
      // What every program has is not for files to write (DLS 2.2); where one does, its scale counts, not its curve.
      if connection.destination == Connection.Destination.keyNumber, place < Articulation.defaults.count {
        connections[place].transform = Articulation.defaults[place].transform
      }
    } else if connections.count < Articulation.connectionLimit {
      places[Ends(connection)] = connections.count
      connections.append(connection)
    } else {
      omittedCount += 1
    }
  }

  /// The same connection with its generator, if it has one, as the source: files write both CC1×LFO and LFO×CC1.
  private static func inOrder(_ connection: Connection) -> Connection {
    guard isGenerator(connection.control), !isGenerator(connection.source) else { return connection }
    let transform = connection.transform
    // Control bits 4–9 and source bits 10–15 change places.
    let swapped = (transform & 0x03F0) << 6 | (transform & 0xFC00) >> 6 | transform & 0xF
    return Connection(
      source: connection.control, control: connection.source, destination: connection.destination, transform: swapped,
      scale: connection.scale)
  }

  private static func isGenerator(_ code: UInt16) -> Bool {
    code == Connection.Source.lfo || code == Connection.Source.vibrato || code == Connection.Source.eg2
      || code == Connection.Source.eg1
  }

  /// Tables 2–6 of DLS 2.2, as far as a default is not 0; what is implied for every voice (EG1→gain) stands in the
  /// engine itself.
  private static let defaults: [Connection] = makeDefaults() + defaultsToKey

  private static let defaultsToKey = [
    Connection(
      source: Connection.Source.keyNumber, control: Connection.Source.none,
      destination: Connection.Destination.keyNumber, transform: 0, scale: 12_800 << 16),
    Connection(
      source: Connection.Source.rpn2, control: Connection.Source.none, destination: Connection.Destination.keyNumber,
      transform: 0x4000, scale: 6400 << 16),
  ]

  private static func makeDefaults() -> [Connection] {
    typealias Source = Connection.Source
    typealias Destination = Connection.Destination
    func make(
      _ source: UInt16, _ control: UInt16, _ destination: UInt16, _ transform: UInt16, _ scale: Int32
    ) -> Connection {
      Connection(source: source, control: control, destination: destination, transform: transform, scale: scale)
    }
    let none = Source.none
    let noTime = Int32.min
    let times: [UInt16] = [
      Destination.eg1Delay, Destination.eg1Attack, Destination.eg1Hold, Destination.eg1Decay, Destination.eg1Release,
      Destination.eg2Delay, Destination.eg2Attack, Destination.eg2Hold, Destination.eg2Decay, Destination.eg2Release,
    ]
    return times.map { make(none, none, $0, 0, noTime) } + [
      make(none, none, Destination.lfoFrequency, 0, Int32(bitPattern: 0xFCAC_AE9B)),
      make(none, none, Destination.vibratoFrequency, 0, Int32(bitPattern: 0xFCAC_AE9B)),
      make(none, none, Destination.lfoStartDelay, 0, Int32(bitPattern: 0xE0DB_5F61)),
      make(none, none, Destination.vibratoStartDelay, 0, Int32(bitPattern: 0xE0DB_5F61)),
      make(none, none, Destination.eg1Shutdown, 0, Int32(bitPattern: 0xE399_53DC)),
      make(none, none, Destination.eg1Sustain, 0, 1000 << 16),
      make(none, none, Destination.eg2Sustain, 0, 1000 << 16),
      make(none, none, Destination.filterCutoff, 0, Int32.max),
      make(Source.keyOnVelocity, none, Destination.gain, 0x8400, Int32(bitPattern: 0xFC40_0000)),
      make(Source.cc0 + 7, none, Destination.gain, 0x8400, Int32(bitPattern: 0xFC40_0000)),
      make(Source.cc0 + 11, none, Destination.gain, 0x8400, Int32(bitPattern: 0xFC40_0000)),
      make(Source.cc0 + 10, none, Destination.pan, 0x4000, 0x01FC_0000),
      make(Source.keyNumber, none, Destination.pitch, 0, 0x3200_0000),
      make(Source.pitchWheel, Source.rpn0, Destination.pitch, 0x4000, 0x3200_0000),
      make(Source.rpn1, none, Destination.pitch, 0x4000, 100 << 16),
      make(Source.cc0 + 91, none, Destination.reverb, 0, 1000 << 16),
      make(Source.cc0 + 93, none, Destination.chorus, 0, 1000 << 16),
    ]
  }
}
