// SPDX-License-Identifier: MIT
// Messages that add and remove ports. Control thread.

import Miniport
import Racks
import Synchronization

extension ControlMethod {
  /// What concerns groups and outputs. Without a value they are told.
  static let layout = [
    ControlMethod(
      path: "/wavesink/groups", types: ["", "i"], arguments: "count",
      summary: """
        Adds or removes channel groups at the end, with their MIDI inputs, 1 to 32, or as many as it began with. Other groups and their ports are not \
        touched; the notes of one that goes are let go. Replies with the number of groups, when that is so.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else { return .values([.int32(Int32(studio.groupCount))]) }
      let limit = studio.form?.groupLimit ?? 32
      return studio.ask(LayoutRequest(groupCount: try request.integer(0, "count", 1...limit)))
    },
    ControlMethod(
      path: "/wavesink/groupname", types: ["i", "is"], arguments: "group[, name]",
      summary: """
        Says what patchbays call the MIDI input of a group, and its outputs where it has its own; no text for its number. The \
        ports' own names never change. Replies with the name.
        """
    ) { studio, request throws(ControlFault) in
      let group = try request.integer(0, "group", 1...(studio.form?.groupLimit ?? 64))
      var names = studio.groupNames
      while names.count < group { names.append("") }
      guard request.message.arguments.count > 1 else { return .values([.string(names[group - 1])]) }
      guard case .string(let name) = request.message.arguments[1], name.count <= 64, !name.contains(where: \.isNewline)
      else {
        throw ControlFault(.badValue, "expected a name of up to 64 characters on one line")
      }
      names[group - 1] = name
      studio.setGroupNames(names)
      return .values([.string(name)])
    },
    ControlMethod(
      path: "/wavesink/outputs", types: ["", "s", "ss"], arguments: "kind[, effects]",
      summary: """
        Sets the outputs: stereo, one pair; groups, one for each group; channels, one for each channel; and where reverb and \
        chorus come out: mixed, with the first pair; apart, a pair of their own. An empty text leaves one as it is. What is connected stays \
        connected where the sound goes. Replies with kind and effects, when that is so.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else { return .values(studio.layout.words) }
      let outputs = try choice(OutputLayout.self, request, 0)
      let effects = request.message.arguments.count > 1 ? try choice(EffectsOutput.self, request, 1) : nil
      if effects?.isApart ?? false, !studio.hasEffects {
        throw ControlFault(.badValue, "there are no effects: the client was started with --no-effects")
      }
      return studio.ask(LayoutRequest(outputs: outputs, effects: effects))
    },
  ]

  /// One of the values of an enumeration; nil for an empty text.
  private static func choice<Value: RawRepresentable & CaseIterable>(
    _: Value.Type, _ request: ControlRequest, _ index: Int
  ) throws(ControlFault) -> Value? where Value.RawValue == String {
    guard case .string(let name) = request.message.arguments[index], !name.isEmpty else { return nil }
    if let value = Value(rawValue: name) { return value }
    let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw ControlFault(.badValue, "expected one of \(names), found \(name)")
  }
}

extension PortLayout {
  /// As replies have it: kind and effects. Thread: control.
  var words: [OSCValue] { [.string(outputs.rawValue), .string(effects.rawValue)] }
}

extension Studio {
  func ask(_ request: LayoutRequest) -> ControlMethod.Answer {
    layouts.withLock { $0.append(request) }
    return .layout(request)
  }
}

extension LayoutRequest {
  /// What who has asked for it is told. Thread: control.
  func answer(_ layout: PortLayout) -> [OSCValue] {
    if let miniport { return [.string(miniport.choice.text)] }
    if let strip { return [.string(strip.name.text)] }
    return groupCount == nil ? layout.words : [.int32(Int32(layout.groupCount))]
  }
}
