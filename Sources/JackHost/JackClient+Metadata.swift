// SPDX-License-Identifier: MIT
// What patchbays show instead of the short names of ports. Setup and control threads.

import CJack
import Miniport

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
    if let client = identifier {
      // The icon is one of the icon naming specification, which every theme has.
      set(.prettyName, of: client, to: "Wavesink")
      set(.iconName, of: client, to: "audio-x-generic")
    }
    describePorts()
  }

  /// Describes the ports that there are. Thread: setup or control.
  func describePorts() {
    let (inputs, outputs) = (ports.midiInputs, ports.audioOutputs)
    for index in inputs.indices {
      let own = groupNames.indices.contains(index) ? groupNames[index] : ""
      describe(inputs[index], name: own.isEmpty ? "MIDI in \(index + 1)" : own, group: "MIDI", order: index)
    }
    // Two groups may have the same name: by their numbers they are told apart.
    let (buses, portGroups) = (ports.layout.busNames(groupNames), ports.layout.busNames([]))
    for index in outputs.indices {
      let name = "\(buses[index / 2]) \(index % 2 == 0 ? "left" : "right")"
      describe(outputs[index], name: name, group: portGroups[index / 2], order: inputs.count + index)
    }
    for (index, output) in ports.midiOutputs.enumerated() {
      let own = groupNames.indices.contains(output.group - 1) ? groupNames[output.group - 1] : ""
      let name = own.isEmpty ? "MIDI out \(output.group)" : own
      describe(output.port, name: name, group: "MIDI out", order: inputs.count + outputs.count + index)
    }
  }

  /// Says what people call the channel groups; no text for a group's number. Thread: control.
  public mutating func name(groups names: [String]) {
    guard names != groupNames else { return }
    groupNames = names
    describePorts()
  }

  /// Takes the descriptions back, which is to come before closing: a server that closes a client takes them away itself
  /// and tells the client of each, who does not listen any more. With some two hundred of them the server then waits for
  /// ever (JACK 1.9.21). Thread: control.
  func takeBackDescriptions() {
    if let client = identifier {
      for key in [Key.prettyName, .iconName] { unsafe jack_remove_property(handle, client, key.rawValue) }
    }
    takeBackDescriptions(of: ports.all)
  }

  /// The same of some ports. Thread: control.
  func takeBackDescriptions(of ports: [JackPort]) {
    for port in ports {
      for key in [Key.prettyName, .portGroup, .order] {
        unsafe jack_remove_property(handle, port.subject, key.rawValue)
      }
    }
  }

  /// The client's own subject.
  private var identifier: jack_uuid_t? {
    guard let text = unsafe jack_get_uuid_for_client_name(handle, configuration.clientName) else { return nil }
    defer { unsafe jack_free(text) }
    var identifier = jack_uuid_t()
    return unsafe jack_uuid_parse(text, &identifier) == 0 ? identifier : nil
  }

  /// `order`: from 0.
  private func describe(_ port: JackPort, name: String, group: String, order: Int) {
    set(.prettyName, of: port.subject, to: name)
    set(.portGroup, of: port.subject, to: group)
    set(.order, of: port.subject, to: String(order + 1))
  }

  private func set(_ key: Key, of subject: jack_uuid_t, to value: String) {
    unsafe jack_set_property(handle, subject, key.rawValue, value, key.type)
  }
}
