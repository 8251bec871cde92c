// SPDX-License-Identifier: MIT
// Strips from the text of a rack's file, and back. Control threads.

import Racks
internal import Yams

extension StripChoice {
  static let keys = ["inserts", "level", "sends"]

  /// A strip from its values in a rack's file. Thread: control.
  init(_ fields: [String: RackNode]) throws(RackError) {
    self.init()
    for insert in try fields["inserts"]?.elements() ?? [] { inserts.append(try PluginChoice(insert)) }
    level = try fields["level"]?.real(StripChoice.levels) ?? level
    sends = try StripChoice.sends(fields["sends"]).filter { $0.value > StripChoice.levels.lowerBound }
  }

  /// dB by the name of the bus. Thread: control.
  static func sends(_ node: RackNode?) throws(RackError) -> [String: Double] {
    var sends: [String: Double] = [:]
    for (bus, level) in try node?.named() ?? [] { sends[bus] = try level.real(StripChoice.levels) }
    return sends
  }

  /// Those of buses and of the master of a rack's file, of which `fields` are the values. Thread: control.
  static func shared(_ fields: [String: RackNode]) throws(RackError) -> [StripName: StripChoice] {
    var strips: [StripName: StripChoice] = [:]
    for element in try fields["buses"]?.elements() ?? [] {
      let fields = try element.fields(["name", "inserts", "level"])
      guard let node = fields["name"] else { throw element.fault("expected a name") }
      let name = try node.text()
      guard StripName.isBus(name) else {
        throw node.fault("expected a letter and up to 31 letters, digits, - and _, and not master; found \(name)")
      }
      guard strips[.bus(name)] == nil else { throw node.fault("\(name) stands there twice") }
      strips[.bus(name)] = try StripChoice(fields)
    }
    if let master = try fields["master"].map({ node throws(RackError) in try node.fields(["inserts", "level"]) }) {
      let choice = try StripChoice(master)
      if !choice.isPlain { strips[.master] = choice }
    }
    return strips
  }

  /// Its keys and values in a file, what is as without it left out. Thread: control.
  var pairs: [(Node, Node)] {
    var pairs: [(Node, Node)] = []
    if !inserts.isEmpty { pairs.append((Node("inserts"), .sequence(.init(inserts.map(\.node))))) }
    if level != 0 { pairs.append((Node("level"), Node("\(level)"))) }
    if !sends.isEmpty {
      let sorted = sends.sorted { $0.key < $1.key }.map { (Node($0.key), Node("\($0.value)")) }
      pairs.append((Node("sends"), .mapping(.init(sorted, .implicit, .flow))))
    }
    return pairs
  }
}
