// SPDX-License-Identifier: MIT
// The ports of a client. Setup and control threads.

import CJack

/// The ports that a client has registered; JACK frees them with the client.
@unsafe struct JackPorts {
  /// One for each channel group: `midi_in_1` and on.
  let midiInputs: [OpaquePointer]
  /// Left and right of each bus in turn.
  let audioOutputs: [OpaquePointer]

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
