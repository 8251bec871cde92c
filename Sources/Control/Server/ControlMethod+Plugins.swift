// SPDX-License-Identifier: MIT
// Messages about what is installed, presets, and the machine: answered when there has been time for it. Control thread.

internal import LV2
internal import Racks
internal import Synchronization

extension ControlMethod {
  /// What is read from disks, on a thread that may wait for them.
  static let plugins = [
    ControlMethod(
      path: "/wavesink/plugins", types: ["i"], arguments: "first",
      summary: """
        Replies with the LV2 plug-ins that are installed as JSON, from that number on as many as fit, and how many there are: URI, name, kind, and \
        whether each can be hosted, or why not. Their data are read, which may take a moment; nothing of them is started.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      let first = try request.integer(0, "first", 0...1_000_000)
      return .later(
        try studio.slowQuestions.ask { () throws(ControlFault) in
          [try .json(PluginPage(studio.library.descriptions, first: first))]
        })
    },
    ControlMethod(
      path: "/wavesink/presets", types: ["i", "s", "ii", "si", "is", "ss"], arguments: "plug-in[, first or preset]",
      summary: """
        Replies with the presets of a plug-in as JSON, URIs and names, from that number on as many as fit; or brings it to one by its URI or name. \
        One that sets controls alone sets them at once; one with a state has the plug-in begin anew with it, and who has played sounds out. \
        Replies with the preset's URI, when that is so. The plug-in is named as for `/wavesink/parameter`.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      let address = try request.pluginAddress(of: studio)
      let plugin = try studio.plugin(at: address)
      let bundle = studio.choice(at: address)?.bundle
      let arguments = request.message.arguments
      if arguments.count > 1, case .string(let preset) = arguments[1] {
        let answer = LaterAnswer()
        return .later(
          try studio.slowQuestions.ask(answering: answer) { () throws(ControlFault) in
            try studio.load(preset, into: plugin, at: address, bundle: bundle, answer)
          })
      }
      let first = arguments.count > 1 ? try request.integer(1, "first", 0...1_000_000) : 0
      return .later(
        try studio.slowQuestions.ask { () throws(ControlFault) in
          let all = studio.library.presets(of: plugin.controls.description.uri, bundle: bundle)
          return [try .json(JSONPage.elements(of: all, from: first))]
        })
    },
    ControlMethod(
      path: "/wavesink/doctor", types: [""], arguments: "",
      summary: """
        Replies with what on this machine stands in the way of sound without gaps, as `wavesink doctor` does, as JSON: for each thing that was looked \
        at a title, a severity, which is good, warning or bad, a sentence, and what to do.
        """, lastsFrom: 0
    ) { studio, _ throws(ControlFault) in
      guard let examine = studio.doctor.withLock({ $0 }) else {
        throw ControlFault(.failed, "this client knows nothing of the machine")
      }
      return .later(
        try studio.slowQuestions.ask { () throws(ControlFault) in [try .json(examine())] })
    },
  ]
}
