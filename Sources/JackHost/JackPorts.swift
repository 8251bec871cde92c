// SPDX-License-Identifier: MIT
// The ports of a client. Setup and control threads; the notification thread reads them.

import CJack
import Miniport

/// The ports that a client has registered for a layout; JACK frees them with the client.
struct JackPorts: Sendable {
  /// What they are for.
  let layout: PortLayout
  /// One for each channel group: `midi_in_1` and on.
  let midiInputs: [JackPort]
  /// Left and right of each bus in turn.
  let audioOutputs: [JackPort]
  /// One for each group that has one: `midi_out_` and its number.
  let midiOutputs: [(group: Int, port: JackPort)]

  /// The ports of another layout that have the names that are wanted, and new ones for the others: where one of these cannot be
  /// had, none is left. Thread: setup or control.
  init(of layout: PortLayout, keeping old: JackPorts? = nil, client: OpaquePointer) throws(JackError) {
    self.layout = layout
    var found: [String: JackPort] = [:]
    for port in old?.all ?? [] { found[port.name] = port }
    var new: [JackPort] = []
    func port(_ name: String, _ type: String, _ flags: JackPortFlags) throws(JackError) -> JackPort {
      if let port = found[name] { return port }
      let port = try unsafe JackPort(name, type, flags, of: client)
      new.append(port)
      return port
    }
    do throws(JackError) {
      var inputs: [JackPort] = []
      for name in layout.inputNames { inputs.append(try port(name, JACK_DEFAULT_MIDI_TYPE, JackPortIsInput)) }
      var outputs: [JackPort] = []
      for name in layout.outputNames { outputs.append(try port(name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput)) }
      var messages: [(group: Int, port: JackPort)] = []
      for group in layout.midiOutputs.upTo(layout.groupCount).groups {
        messages.append(
          (group, try port(PortLayout.midiOutputName(group), JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput)))
      }
      (midiInputs, audioOutputs, midiOutputs) = (inputs, outputs, messages)
    } catch {
      for port in new { unsafe jack_port_unregister(client, port.handle) }
      throw error
    }
  }

  /// All of them, inputs first.
  var all: [JackPort] { midiInputs + audioOutputs + midiOutputs.map(\.port) }

  /// Those that `other` does not have. Thread: control.
  func ports(notIn other: JackPorts) -> [JackPort] {
    let theirs = Set(other.all)
    return all.filter { !theirs.contains($0) }
  }

  /// Outputs that `other` does not have. Thread: control.
  func outputs(notIn other: JackPorts) -> SilentPorts {
    let theirs = Set(other.all)
    return SilentPorts(
      audio: audioOutputs.filter { !theirs.contains($0) },
      midi: midiOutputs.map(\.port).filter { !theirs.contains($0) })
  }

  /// Which ports a latency comes from and which it goes to: the inputs of a group and the outputs that it sounds at, and the
  /// effects' own outputs with all groups. Thread: notification.
  func paths(isCapture: Bool) -> [(from: [JackPort], to: [JackPort])] {
    let effects = Array(audioOutputs.suffix(layout.effects.isApart ? 2 : 0))
    let voices = Array(audioOutputs.dropLast(effects.count))
    var groups = [(inputs: midiInputs, outputs: voices)]
    if layout.outputs != .stereo {
      let count = voices.count / midiInputs.count
      groups = midiInputs.indices.map { ([midiInputs[$0]], Array(voices[$0 * count..<($0 + 1) * count])) }
    }
    guard isCapture else { return groups.map { ($0.outputs + effects, $0.inputs) } }
    let paths = groups.map { (from: $0.inputs, to: $0.outputs) }
    return effects.isEmpty ? paths : paths + [(midiInputs, effects)]
  }

  /// The same of messages that leave again as they come, each group by itself. Thread: notification.
  func messagePaths(isCapture: Bool) -> [(from: [JackPort], to: [JackPort])] {
    midiOutputs.map { output in
      let input = [midiInputs[output.group - 1]]
      return isCapture ? (input, [output.port]) : ([output.port], input)
    }
  }
}
