// SPDX-License-Identifier: MIT
// Sorting connections into what is fixed, what a note decides and what follows. Downloader thread.

import DLS

extension CompiledArticulation {
  /// Links of an articulation, apart by when they are evaluated.
  struct Links {
    var note: [ModulationLink] = []
    var live: [ModulationLink] = []
    /// Connections that have no meaning here: a generator where a value is taken once, when the note begins, and there is
    /// none yet; one to the key in a single region, which was chosen by the key; more than `limit` of a kind.
    var omittedCount = 0

    /// Links of each kind: what the audio thread evaluates for each voice (`dls.md` 3.3).
    static let limit = 64
  }

  /// Takes an articulation apart; what the engine does for every voice by itself only leaves its scale here.
  mutating func apply(_ articulation: Articulation) -> Links {
    var links = Links()
    links.omittedCount = articulation.omittedCount
    for connection in articulation.connections {
      guard let parameter = Parameter(destination: connection.destination) else { continue }
      if isBuiltIn(connection, parameter) { continue }
      if connection.source == Connection.Source.none, connection.control == Connection.Source.none {
        addStatic(connection.scale, to: parameter)
      } else if connection.scale != 0 {
        links.add(ModulationLink.links(of: connection, to: parameter), isLive: parameter.isLive)
      }
    }
    needsFilter = parameters[Parameter.cutoff.index] < .infinity
    return links
  }

  /// Connections that the engine has in hand-written form; their scale is kept, in the sense of `dls.md` 3.4: whatever
  /// the sign and the curve in the file, louder velocities and controllers are louder.
  private mutating func isBuiltIn(_ connection: Connection, _ parameter: Parameter) -> Bool {
    guard connection.control == Connection.Source.none else { return false }
    let scale = Double(connection.scale) / 65_536
    switch (connection.source, parameter) {
    case (Connection.Source.keyOnVelocity, .gain):
      let isExplicit = Self.isExplicitCurve(connection)
      velocityToGain = isExplicit ? 0 : abs(scale) / 960
      return !isExplicit
    case (Connection.Source.cc0 + 7, .gain):
      let isExplicit = Self.isExplicitCurve(connection)
      volumeToGain = isExplicit ? 0 : abs(scale) / 960
      return !isExplicit
    case (Connection.Source.cc0 + 11, .gain):
      let isExplicit = Self.isExplicitCurve(connection)
      expressionToGain = isExplicit ? 0 : abs(scale) / 960
      return !isExplicit
    case (Connection.Source.cc0 + 10, .pan): panControlDepth = scale * Parameter.pan.unit
    case (Connection.Source.keyNumber, .pitch): centsPerKey = scale / 128
    case (Connection.Source.eg1, .gain): break
    default: return false
    }
    return true
  }

  /// Any other curve than the usual one, inverted on purpose, is taken as written; then the default must not stand beside
  /// it.
  private static func isExplicitCurve(_ connection: Connection) -> Bool {
    connection.isSourceInverted && connection.sourceCurve != .concave
  }

  /// Adds a constant; 0x80000000 is exactly no time, which nothing can change, and the highest cutoff is no filter.
  private mutating func addStatic(_ scale: Int32, to parameter: Parameter) {
    let index = parameter.index
    if parameter.isTime, scale == .min {
      parameters[index] = -.infinity
    } else if parameter == .cutoff, scale == .max {
      parameters[index] = .infinity
    } else {
      parameters[index] += Double(scale) / 65_536 * parameter.unit
    }
  }
}

extension CompiledArticulation.Links {
  /// Takes the links of a connection up, or counts it as left out where there are none or no room.
  fileprivate mutating func add(_ links: [ModulationLink], isLive: Bool) {
    guard !links.isEmpty, (isLive ? live : note).count + links.count <= Self.limit else {
      omittedCount += 1
      return
    }
    if isLive { live += links } else { note += links }
  }
}
