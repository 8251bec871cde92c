// SPDX-License-Identifier: MIT
// What patchbays show instead of the short names of ports. Setup thread.

import CJack
import Synthesis

extension JackClient {
  /// What is said of a client or port. Source: jack/metadata.h, whose constants are variables to Swift.
  private enum Key: String, CaseIterable {
    case prettyName = "http://jackaudio.org/metadata/pretty-name"
    case order = "http://jackaudio.org/metadata/order"
    case portGroup = "http://jackaudio.org/metadata/port-group"
    case iconName = "http://jackaudio.org/metadata/icon-name"

    /// The type of its value; nil for text.
    var type: String? {
      if case .order = self { return "http://www.w3.org/2001/XMLSchema#int" }
      return nil
    }
  }

  /// Describes the client and its ports. A server without metadata refuses, and nothing is lost by that.
  /// Thread: setup, before or after activation.
  func describe() {
    forEachSubject { subject, description in
      for (key, value) in description { set(key, of: subject, to: value) }
    }
  }

  /// Takes the descriptions back, which is to come before closing: a server that closes a client takes them away itself
  /// and tells the client of each, who does not listen any more. With some two hundred of them the server then waits for
  /// ever (JACK 1.9.21). Thread: control.
  func takeBackDescriptions() {
    forEachSubject { subject, description in
      for (key, _) in description { unsafe jack_remove_property(handle, subject, key.rawValue) }
    }
  }

  private func forEachSubject(_ body: (jack_uuid_t, [(Key, String)]) -> Void) {
    if let text = unsafe jack_get_uuid_for_client_name(handle, configuration.clientName) {
      var identifier = jack_uuid_t()
      // The icon is one of the icon naming specification, which every theme has.
      let description: [(Key, String)] = [(.prettyName, "Wavesink"), (.iconName, "audio-x-generic")]
      if unsafe jack_uuid_parse(text, &identifier) == 0 { body(identifier, description) }
      unsafe jack_free(text)
    }
    let inputs = unsafe ports.midiInputs
    for index in unsafe inputs.indices {
      unsafe body(
        jack_port_uuid(inputs[index]),
        [(.prettyName, "MIDI in \(index + 1)"), (.portGroup, "MIDI"), (.order, String(index + 1))])
    }
    let outputs = unsafe ports.audioOutputs
    let buses = configuration.outputs.busNames(groupCount: configuration.groupCount)
    for index in unsafe outputs.indices {
      let bus = buses[index / 2]
      let name = "\(bus) \(index % 2 == 0 ? "left" : "right")"
      unsafe body(
        jack_port_uuid(outputs[index]),
        [(.prettyName, name), (.portGroup, bus), (.order, String(inputs.count + index + 1))])
    }
  }

  private func set(_ key: Key, of subject: jack_uuid_t, to value: String) {
    unsafe jack_set_property(handle, subject, key.rawValue, value, key.type)
  }
}
