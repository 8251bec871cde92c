// SPDX-License-Identifier: MIT
// Messages about effects, levels and sends. Control thread.

import Racks

extension ControlMethod {
  /// What concerns strips.
  static let strips = [
    ControlMethod(
      path: "/wavesink/strip", types: ["", "s", "ss"], arguments: "strip[, what]",
      summary: """
        Says what the sound of a strip goes through: a group by its number, a bus by its name, or master, which is what leaves by the first pair of outputs. What is \
        as in a rack file, and JSON will do: inserts, effects in their order; level in dB; of a group, sends to buses in dB. What is not said \
        stays. Of an insert that is there already its URI is enough, and it plays on as it is. A bus is there from the first message about it on; the text remove ends a bus, and brings another strip to nothing. Effects come and go without a step. \
        Replies with the strip's name, when that is so; with nothing but the strip with what it is, and of each insert under running how that is, as JSON; without arguments with all.
        """, lastsFrom: 2
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else {
        let all = studio.strips.sorted { StripName.precedes($0.key, $1.key) }
        return try .json(all.map { studio.report(of: $0.key, $0.value) })
      }
      let text = try request.text(0, "a strip")
      guard let name = StripName(text: text) else {
        throw ControlFault(.badValue, "expected \(StripName.expected), found \(text)")
      }
      guard request.message.arguments.count > 1 else {
        return try .json(studio.report(of: name, studio.strips[name] ?? StripChoice()))
      }
      let wanted = try request.text(1, "what the strip is to be")
      if wanted == "remove" { return studio.ask(LayoutRequest(strip: (name, nil))) }
      do throws(RackError) {
        return studio.ask(LayoutRequest(strip: (name, try StripChange(yaml: wanted, of: name))))
      } catch { throw ControlFault(.badValue, error.description) }
    }
  ]
}
