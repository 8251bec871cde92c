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
      (midiInputs, audioOutputs) = (inputs, outputs)
    } catch {
      for port in new { unsafe jack_port_unregister(client, port.handle) }
      throw error
    }
  }

  /// All of them, inputs first.
  var all: [JackPort] { midiInputs + audioOutputs }

  /// Those that `other` does not have. Thread: control.
  func ports(notIn other: JackPorts) -> [JackPort] {
    let theirs = Set(other.all)
    return all.filter { !theirs.contains($0) }
  }

  /// Outputs that `other` does not have. Thread: control.
  func outputs(notIn other: JackPorts) -> [JackPort] {
    let theirs = Set(other.audioOutputs)
    return audioOutputs.filter { !theirs.contains($0) }
  }

  /// Which inputs sound at which outputs. Thread: notification.
  var paths: [(inputs: [JackPort], outputs: [JackPort])] {
    if case .stereo = layout.outputs { return [(midiInputs, audioOutputs)] }
    let count = audioOutputs.count / midiInputs.count
    return midiInputs.indices.map { ([midiInputs[$0]], Array(audioOutputs[$0 * count..<($0 + 1) * count])) }
  }
}
