// SPDX-License-Identifier: MIT
// The ports of a client. Setup and control threads.

import CJack
import Synthesis

/// The ports that a client has registered; JACK frees them with the client.
@unsafe struct JackPorts {
  /// One for each channel group: `midi_in_1` and on.
  let midiInputs: [OpaquePointer]
  /// Left and right of each bus in turn.
  let audioOutputs: [OpaquePointer]
  /// Which inputs sound at which outputs.
  let paths: [(inputs: [OpaquePointer], outputs: [OpaquePointer])]

  /// Registers the ports that `configuration` asks for. Thread: setup.
  init(of configuration: JackConfiguration, client: OpaquePointer) throws(JackError) {
    var inputs: [OpaquePointer] = unsafe []
    for group in 1...configuration.groupCount {
      let port = try unsafe JackPorts.port(
        "midi_in_\(group)", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput, of: client)
      unsafe inputs.append(port)
    }
    var outputs: [OpaquePointer] = unsafe []
    for names in configuration.outputs.portNames(groupCount: configuration.groupCount) {
      for name in [names.left, names.right] {
        let port = try unsafe JackPorts.port(name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, of: client)
        unsafe outputs.append(port)
      }
    }
    unsafe midiInputs = unsafe inputs
    unsafe audioOutputs = unsafe outputs
    if case .stereo = configuration.outputs {
      unsafe paths = unsafe [(inputs, outputs)]
    } else {
      let count = unsafe outputs.count / inputs.count
      unsafe paths = unsafe inputs.indices.map { group in
        unsafe ([inputs[group]], Array(outputs[group * count..<(group + 1) * count]))
      }
    }
  }

  private static func port(
    _ name: String, _ type: String, _ flags: JackPortFlags, of client: OpaquePointer
  ) throws(JackError) -> OpaquePointer {
    guard let port = unsafe jack_port_register(client, name, type, UInt(flags.rawValue), 0) else {
      throw JackError.noPort(name: name)
    }
    return unsafe port
  }
}
