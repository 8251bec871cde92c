// SPDX-License-Identifier: MIT
// Messages that add and remove ports. Control thread.

import Miniport
import Synchronization

extension ControlMethod {
  /// What concerns groups and outputs. Without a value they are told.
  static let layout = [
    ControlMethod(
      path: "/wavesink/groups", types: ["", "i"], arguments: "count",
      summary: """
        Adds or removes channel groups at the end, with their MIDI inputs, 1 to 32, or as many as it began with. Other groups and their ports are not \
        touched; the notes of one that goes are let go. Replies with the number of groups, when that is so.
        """
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else { return .values([.int32(Int32(studio.groupCount))]) }
      let limit = studio.form?.groupLimit ?? 32
      return studio.ask(LayoutRequest(groupCount: try request.integer(0, "count", 1...limit)))
    },
    ControlMethod(
      path: "/wavesink/outputs", types: ["", "s"], arguments: "kind",
      summary: """
        Sets the outputs: stereo, one pair; groups, one for each group; channels, one for each channel. What is connected \
        stays connected where the sound goes. Replies with the kind, when that is so.
        """
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else {
        return .values([.string(studio.layout.outputs.rawValue)])
      }
      let name = try request.text(0, "a kind")
      guard let outputs = OutputLayout(rawValue: name) else {
        let names = OutputLayout.allCases.map(\.rawValue).joined(separator: ", ")
        throw ControlFault(.badValue, "expected one of \(names), found \(name)")
      }
      return studio.ask(LayoutRequest(outputs: outputs))
    },
  ]
}

extension Studio {
  fileprivate func ask(_ request: LayoutRequest) -> ControlMethod.Answer {
    layouts.withLock { $0.append(request) }
    return .layout(request)
  }
}
