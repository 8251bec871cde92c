// SPDX-License-Identifier: MIT
// Strips from the text of a rack's file, and back. Control threads.

import Racks
internal import Yams

extension StripChoice {
  static let keys = ["inserts", "level", "sends"]

  /// A strip from a text as a rack's file has it. `present`: what it is, and stays as far as nothing is said. Thread: control.
  init(yaml text: String, of name: StripName, from present: StripChoice?) throws(RackError) {
    self = present ?? StripChoice()
    let node = try RackNode.root(of: text)
    try read(try node.fields(StripChoice.keys(of: name)), node)
  }

  private static func keys(of name: StripName) -> [String] {
    if case .group = name { keys } else { ["inserts", "level"] }
  }

  private mutating func read(_ fields: [String: RackNode], _ node: RackNode) throws(RackError) {
    if let list = fields["inserts"] {
      inserts = []
      for insert in try list.elements() { inserts.append(try PluginChoice(insert)) }
    }
    level = try fields["level"]?.real(StripChoice.levels) ?? level
    for (bus, level) in try fields["sends"]?.named() ?? [] {
      sends[bus] = try level.real(StripChoice.levels)
      if sends[bus] == StripChoice.levels.lowerBound { sends[bus] = nil }
    }
  }

  /// Those of a rack's file, of which `fields` are the values. Thread: control.
  static func all(_ fields: [String: RackNode]) throws(RackError) -> [StripName: StripChoice] {
    var strips: [StripName: StripChoice] = [:]
    for element in try fields["buses"]?.elements() ?? [] {
      let fields = try element.fields(["name", "inserts", "level"])
      guard let node = fields["name"] else { throw element.fault("expected a name") }
      let name = try node.text()
      guard StripName.isBus(name) else {
        throw node.fault("expected a letter and up to 31 letters, digits, - and _, and not master; found \(name)")
      }
      guard strips[.bus(name)] == nil else { throw node.fault("\(name) stands there twice") }
      strips[.bus(name), default: StripChoice()] = try StripChoice(fields, element)
    }
    if let node = fields["master"] {
      let choice = try StripChoice(try node.fields(["inserts", "level"]), node)
      if !choice.isPlain { strips[.master] = choice }
    }
    for (index, element) in try (fields["groups"]?.elements() ?? []).enumerated() {
      let fields = try element.fields(["name", "miniport", "dialect", "channels"] + keys)
      let choice = try StripChoice(fields, element)
      for bus in choice.sends.keys where strips[.bus(bus)] == nil {
        throw (fields["sends"] ?? element).fault("there is no bus \(bus)")
      }
      if !choice.isPlain { strips[.group(index + 1)] = choice }
    }
    return strips
  }

  private init(_ fields: [String: RackNode], _ node: RackNode) throws(RackError) {
    self.init()
    try read(fields, node)
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
