// SPDX-License-Identifier: MIT
// The text of a rack's file. Control threads.

import Miniport
import Racks
import Synthesis
internal import Yams

extension Rack {
  /// The file, in an order that people read; what is as in a client that has just begun is left out. Thread: control.
  public var yaml: String {
    var pairs: [(Node, Node)] = [("wavesink-rack", Node("\(Rack.form)")), ("outputs", Node(outputs.rawValue))]
    if effects.isApart { pairs.append(("effects", Node(effects.rawValue))) }
    pairs += [("volume", Node("\(volume)")), ("boost", Node("\(boost)"))]
    if let reverb { pairs.append(("reverb", reverb.node)) }
    if !banks.isEmpty { pairs.append(("banks", .sequence(.init(banks.map(\.node))))) }
    let groupNodes = groups.enumerated().map { $1.node(strips[.group($0 + 1)] ?? StripChoice()) }
    pairs.append(("groups", .sequence(.init(groupNodes))))
    let buses = strips.sorted { StripName.precedes($0.key, $1.key) }.compactMap { name, choice -> Node? in
      guard case .bus(let text) = name else { return nil }
      return .mapping(.init([(Node("name"), quoted(text))] + choice.pairs))
    }
    if !buses.isEmpty { pairs.append(("buses", .sequence(.init(buses)))) }
    if let master = strips[.master], !master.isPlain { pairs.append(("master", .mapping(.init(master.pairs)))) }
    if !routes.isEmpty {
      let nodes = routes.words.map { word in
        flow([
          (Node("from"), quoted(word.source)),
          (Node("to"), .sequence(.init(word.destinations.map(quoted), .implicit, .flow))),
        ])
      }
      pairs.append((Node("thru"), .sequence(.init(nodes))))
    }
    if !connections.isEmpty {
      let sorted = connections.sorted { ($0.port, $0.other) < ($1.port, $1.other) }
      pairs.append(("connections", .sequence(.init(sorted.map(\.node)))))
    }
    if !favourites.isEmpty { pairs.append((Node("favourites"), .sequence(.init(favourites.map(\.node))))) }
    let text = try? serialize(node: .mapping(.init(pairs)), width: -1, allowUnicode: true)
    return "# A rack of Wavesink. docs/rack.md says what may stand here.\n" + (text ?? "")
  }
}

/// A text that is one even where it looks like a number.
private func quoted(_ text: String) -> Node { .scalar(.init(text, Tag(.str), .doubleQuoted)) }

private func flow(_ pairs: [(Node, Node)]) -> Node { .mapping(.init(pairs, .implicit, .flow)) }

extension WavesReverb {
  fileprivate var node: Node {
    flow([
      ("input-gain", Node("\(inputGainDecibels)")), ("mix", Node("\(mixDecibels)")), ("time", Node("\(timeSeconds)")),
      ("high-frequency-ratio", Node("\(highFrequencyRatio)")),
    ])
  }
}

extension Rack.Bank {
  fileprivate var node: Node {
    var pairs: [(Node, Node)] = [("file", quoted(file))]
    if let hash { pairs.append(("hash", quoted(hash))) }
    return .mapping(.init(pairs))
  }
}

extension PluginChoice {
  /// Thread: control.
  var node: Node {
    var pairs: [(Node, Node)] = [(Node("lv2"), quoted(uri)), (Node("mode"), Node(mode.rawValue))]
    if let sandboxGroup { pairs.append((Node("group"), quoted(sandboxGroup))) }
    if let bundle { pairs.append((Node("bundle"), quoted(bundle))) }
    if let preset { pairs.append((Node("preset"), quoted(preset))) }
    if !controls.isEmpty {
      let sorted = controls.sorted { $0.key < $1.key }
      pairs.append((Node("controls"), flow(sorted.map { (quoted($0.key), Node("\($0.value)")) })))
    }
    if !controllers.isEmpty {
      let sorted = controllers.sorted { $0.key < $1.key }
      pairs.append((Node("controllers"), flow(sorted.map { (Node("\($0.key)"), quoted($0.value)) })))
    }
    if let state { pairs.append((Node("state"), quoted(state))) }
    return .mapping(.init(pairs))
  }
}

extension Favourite {
  fileprivate var node: Node {
    let address = [("cc0", cc0), ("cc32", cc32), ("program", program)].map { (Node($0.0), Node("\($0.1)")) }
    return flow(address + (isDrum ? [(Node("drums"), Node("true"))] : []))
  }
}

extension Rack.Connection {
  fileprivate var node: Node { flow([("port", quoted(port)), ("with", quoted(other))]) }
}

extension Rack.Group {
  fileprivate func node(_ strip: StripChoice) -> Node {
    let usual = Rack.Group(after: dialect)
    var pairs: [(Node, Node)] = name.isEmpty ? [] : [(Node("name"), quoted(name))]
    if let plugin = miniport.plugin {
      pairs.append((Node("miniport"), plugin.node))
    } else if case .sandboxedSynthesizer = miniport, let mode = miniport.mode {
      let group = miniport.sandboxGroup.map { [(Node("group"), quoted($0))] } ?? []
      pairs.append((Node("miniport"), flow([(Node("synthesizer"), Node(mode.rawValue))] + group)))
    } else if miniport != .synthesizer {
      pairs.append((Node("miniport"), Node(miniport.text)))
    }
    pairs.append((Node("dialect"), Node(dialect.rawValue)))
    let changed = channels.indices.filter { channels[$0] != usual.channels[$0] }
    if !changed.isEmpty {
      let nodes = changed.map { channels[$0].node(channel: $0, usual: usual.channels[$0]) }
      pairs.append(("channels", .sequence(.init(nodes))))
    }
    pairs += strip.pairs
    return .mapping(.init(pairs))
  }
}

extension Rack.Channel {
  fileprivate func node(channel: Int, usual: Rack.Channel) -> Node {
    var pairs: [(Node, Node)] = [("channel", Node("\(channel + 1)"))]
    func add(_ name: String, _ value: some BinaryInteger, unless other: some BinaryInteger) {
      if value != other { pairs.append((Node(name), Node("\(value)"))) }
    }
    add("program", program, unless: usual.program)
    add("cc0", cc0, unless: usual.cc0)
    add("cc32", cc32, unless: usual.cc32)
    let changed = controllers.indices.filter { controllers[$0] != usual.controllers[$0] }
    if !changed.isEmpty {
      pairs.append(("controllers", flow(changed.map { (Node("\($0)"), Node("\(controllers[$0])")) })))
    }
    for (number, name) in Rack.Channel.parameterNames {
      add(name, parameters[number] ?? 0, unless: usual.parameters[number] ?? 0)
    }
    add("wheel", wheel, unless: usual.wheel)
    add("pressure", pressure, unless: usual.pressure)
    if isMono { pairs.append(("mono", Node("true"))) }
    if priority != usual.priority {
      let kind = VoicePriority.Class.allCases.first { VoicePriority($0, channel: channel) == priority }
      pairs.append(("priority", Node(kind.map { "\($0)" } ?? "\(priority.rawValue)")))
    }
    if isMuted { pairs.append(("muted", Node("true"))) }
    return .mapping(.init(pairs))
  }
}
