// SPDX-License-Identifier: MIT
// Wavesink as it is started to be measured. Main thread.

import Racks

/// How Wavesink itself is measured.
struct OwnSynth {
  /// The name of its client.
  static let client = "wavesink_latency"

  /// Where its synthesizer runs.
  let mode: PluginMode
  /// Banks that come in each second.
  let downloadsPerSecond: Int

  /// What a person calls it.
  var title: String {
    var words = ["wavesink"]
    if mode != .inProcess { words.append(mode.rawValue) }
    if downloadsPerSecond == 1 { words.append("1 bank a second") }
    if downloadsPerSecond > 1 { words.append("\(downloadsPerSecond) banks a second") }
    return words.joined(separator: ", ")
  }

  /// What a shell is told, with the tool's own bank: what the file says is what comes out. `program`: quoted for it.
  func command(program: String, heldVoices: Int) -> String {
    "exec \(program) run --name \(OwnSynth.client) --no-connect --no-effects --no-reconnect --no-watch"
      + (downloadsPerSecond > 0 ? "" : " --no-control") + " --gain 0 --voices \(max(256, heldVoices + 64)) --bank {dls}"
      + (mode == .inProcess ? "" : " --rack {rack}")
  }

  /// Texts for the marks of the command.
  var texts: [String: String] {
    mode == .inProcess
      ? [:] : ["rack": "wavesink-rack: 1\ngroups:\n- miniport: {synthesizer: \(mode.rawValue)}\n"]
  }
}
