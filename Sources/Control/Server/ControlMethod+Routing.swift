// SPDX-License-Identifier: MIT
// Messages about what plays the groups, and what the inputs lead to. Control thread.

import LV2
import Miniport
import Racks
import Synchronization

extension ControlMethod {
  /// What concerns miniports and routes. Without a value they are told.
  static let routing = [
    ControlMethod(
      path: "/wavesink/miniport", types: ["i", "is", "iss", "isss"], arguments: "group[, what[, mode[, sandbox]]]",
      summary: """
        Says what plays a group: synthesizer; uart, which sends its messages out by a MIDI output of the group; or an LV2 instrument by its URI, \
        with a mode: sandbox, which is what an instrument has without one, is a process of its own, waited for up to a half of the period; \
        pipelined is the same a period late and never waited for; in-process, which is what the synthesizer has without one, shares the \
        program's fate. Those that name the same sandbox share a process and its fate. Who has played the group gets the ends of its notes \
        and sounds out. Replies with what plays it, when that is so.
        """, lastsFrom: 2
    ) { studio, request throws(ControlFault) in
      let group = try request.integer(0, "group", 1...max(1, studio.groupCount))
      guard request.message.arguments.count > 1 else {
        return .values([.string(studio.miniport(ofGroup: group).text)])
      }
      let text = try request.text(1, "a miniport")
      guard var choice = MiniportChoice(text: text) else {
        throw ControlFault(.badValue, "expected \(MiniportChoice.expected), found \(text)")
      }
      if request.message.arguments.count > 2 { choice = try request.running(choice) }
      return studio.ask(LayoutRequest(miniport: (group, choice)))
    },
    ControlMethod(
      path: "/wavesink/miniports", types: [""], arguments: "",
      summary: """
        Replies with what plays each group as JSON: its name, its mode, the sandbox that it shares, its state, which is playing, starting, failed, \
        given-up, or stopped while there is no server, how often its sandbox was started anew, and how many frames it is late.
        """
    ) { studio, _ throws(ControlFault) in try .json(studio.miniportReports()) },
    ControlMethod(
      path: "/wavesink/parameter", types: ["i", "is", "isf", "iss", "s", "ss", "ssf", "sss", "ii", "si"],
      arguments: "plug-in[, symbol[, value]]",
      summary: """
        Sets a control of a plug-in, by its symbol, or a property, by its URI, to a number, in a bundle with a time at its frame, or a property to a \
        text or path, as soon as may be. The plug-in is that of a group, by its number, or an insert, such as "2/1", "hall/1" or "master/2". Replies \
        with the value; without a symbol with all controls and properties as JSON, as many as fit, from that number on where one stands in \
        the symbol's place.
        """
    ) { studio, request throws(ControlFault) in
      let plugin = try studio.plugin(at: try request.pluginAddress(of: studio))
      let controls = plugin.controls
      let ports = controls.description.ports.filter { $0.kind == .control }
      let properties = controls.description.properties
      guard request.message.types.dropFirst().contains("s") else {
        let first = request.message.arguments.count > 1 ? try request.integer(1, "first", 0...1_000_000) : 0
        let all = ports.map { ParameterReport($0, of: controls) } + properties.map { ParameterReport($0, of: controls) }
        return try .json(JSONPage.elements(of: all, from: first))
      }
      let symbol = try request.text(1, "a symbol")
      if request.message.arguments.count > 2 {
        if case .string(let text) = request.message.arguments[2] {
          try studio.setText(symbol, to: text, of: plugin)
          return .values([.string(text)])
        }
        guard case .float(let value) = request.message.arguments[2] else {
          throw ControlFault(.wrongTypes, "value is no number")
        }
        try studio.setParameter(symbol, to: value, of: plugin, at: try studio.frame(of: request.time))
        return .values([.float(value)])
      }
      if let property = properties.first(where: { $0.uri == symbol }) {
        if let text = controls.text(of: property) { return .values([.string(text)]) }
        guard let value = controls.value(of: property) else {
          throw ControlFault(.failed, "nobody has set or told \(symbol) yet")
        }
        return .values([.float(value)])
      }
      guard let port = ports.first(where: { $0.symbol == symbol }) else {
        throw ControlFault(
          .badValue, PluginFault.unknownControl(uri: controls.description.uri, symbol: symbol).description)
      }
      return .values([.float(controls.value(of: port))])
    },
    ControlMethod(
      path: "/wavesink/thru", types: ["", "s", "ss"], arguments: "source[, destinations]",
      summary: """
        Routes what comes in: source is GROUP:CHANNEL of an input, GROUP for each of its channels, or GROUP:system for System Exclusive and \
        what else has no channel; destinations are the same, with commas between, or none, or self, which is where it goes without \
        a route. What is held ends where it no longer goes. Replies with the route; without arguments with all, as sources and \
        destinations in turn.
        """
    ) { studio, request throws(ControlFault) in
      let arguments = request.message.arguments
      guard !arguments.isEmpty else {
        return .values(studio.routes.words.flatMap { [.string($0.source), .string($0.destinations.text)] })
      }
      let source = try request.text(0, "a source")
      var routes = studio.routes
      do throws(ThruFault) {
        if arguments.count > 1 {
          let wanted = try request.destinations(1)
          try routes.route(source, to: wanted)
        } else {
          var probe = ThruRoutes()
          try probe.route(source, to: [])
        }
      } catch { throw ControlFault(.badValue, error.description) }
      if arguments.count > 1, !studio.setRoutes(routes) {
        throw ControlFault(.failed, "the server runs no cycles at the moment: nothing has changed")
      }
      let word = routes.words.first { $0.source == source }
      return .values([.string(source), .string(word?.destinations.text ?? ThruRoutes.selfWord)])
    },
  ]
}

extension [String] {
  /// As replies have them.
  fileprivate var text: String { joined(separator: ",") }
}

extension ControlRequest {
  /// The same in the mode, and in the sandbox, that the further arguments name.
  fileprivate func running(_ choice: MiniportChoice) throws(ControlFault) -> MiniportChoice {
    let word = try text(2, "a mode")
    let name = message.arguments.count > 3 ? try text(3, "a sandbox") : nil
    guard let mode = PluginMode(rawValue: word), let there = choice.running(mode, in: name) else {
      let names = PluginMode.allCases.map(\.rawValue).joined(separator: ", ")
      throw ControlFault(.badValue, "expected one of \(names) for a plug-in or a synthesizer, found \(word)")
    }
    guard let name else { return there }
    guard SandboxName.isName(name) else {
      throw ControlFault(.badValue, "expected \(SandboxName.expected), found \(name)")
    }
    guard mode != .inProcess else {
      throw ControlFault(.badValue, "in-process is in no sandbox, and in none of the name \(name)")
    }
    return there
  }

  /// The first argument: which plug-in is meant.
  func pluginAddress(of studio: Studio) throws(ControlFault) -> PluginAddress {
    guard case .string(let text) = message.arguments[0] else {
      return .group(try integer(0, "group", 1...max(1, studio.groupCount)))
    }
    guard let address = PluginAddress(text: text) else {
      throw ControlFault(.badValue, "expected \(PluginAddress.expected), found \(text)")
    }
    return address
  }

  fileprivate func destinations(_ index: Int) throws(ThruFault) -> [String] {
    guard case .string(let value) = message.arguments[index], !value.isEmpty else {
      throw ThruFault(description: "expected destinations, found an empty text")
    }
    return value.split(separator: ",").map(String.init)
  }
}
