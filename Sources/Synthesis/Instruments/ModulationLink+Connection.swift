// SPDX-License-Identifier: MIT
// From DLS connections to links. Downloader thread.

import DLS

extension ModulationLink {
  /// The links that do what a connection says; none where it has no meaning: a generator has no value yet when the note
  /// begins, and so can only lead to what follows it.
  static func links(of connection: Connection, to parameter: Parameter) -> [ModulationLink] {
    let isMoving = connection.source.isGenerator || connection.control.isGenerator
    guard !isMoving || parameter.isLive else { return [] }
    var link = ModulationLink(connection, scale: Double(connection.scale) / 65_536 * parameter.unit)
    link.parameter = UInt8(parameter.index)
    guard isMoving else { return [link] }
    if let depth = link.asDepth(of: connection), parameter.hasDepths { return depth }
    link.kind = .perCell
    return [link]
  }

  /// The connection as it stands, `scale` in the unit of what it leads to.
  init(_ connection: Connection, scale: Double) {
    self.init(source: connection.source, control: connection.control, transform: connection.transform, scale: scale)
  }

  /// The same as depths of a generator, with a constant beside it where EG2 is taken from another end: 1 − x and 2x − 1
  /// are lines too. Nil for what is not one generator along a straight line.
  private func asDepth(of connection: Connection) -> [ModulationLink]? {
    guard connection.sourceCurve == .linear, !connection.control.isGenerator else { return nil }
    let generator: Generator
    switch connection.source {
    case Connection.Source.lfo: generator = .lfo
    case Connection.Source.vibrato: generator = .vibrato
    case Connection.Source.eg2: generator = .eg2
    default: return nil
    }
    let sign = connection.isSourceInverted ? -1.0 : 1
    let isOneSided = generator == .eg2 && !connection.isSourceBipolar
    var depth = self
    depth.kind = .depth(generator)
    // What remains is the other input, in the place of the source.
    depth.source = control
    depth.control = 0
    depth.transform = (transform & 0x03F0) << 6
    depth.scale = scale * sign * (generator == .eg2 && !isOneSided ? 2 : 1)
    var constant = depth
    constant.kind = .value
    constant.scale = isOneSided ? (sign < 0 ? scale : 0) : generator == .eg2 ? -scale * sign : 0
    return constant.scale == 0 ? [depth] : [constant, depth]
  }
}

extension UInt16 {
  /// True for the code of an LFO or an envelope.
  fileprivate var isGenerator: Bool {
    self == Connection.Source.lfo || self == Connection.Source.vibrato || self == Connection.Source.eg1
      || self == Connection.Source.eg2
  }
}
