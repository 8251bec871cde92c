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
    for (order, one) in descriptions.enumerated() {
      set(.prettyName, of: one.port.subject, to: one.name)
      set(.portGroup, of: one.port.subject, to: one.group)
      set(.order, of: one.port.subject, to: String(order + 1))
    }
  }

  /// What people read of each port, and of what it is a part, in their order. Thread: setup or control.
  var descriptions: [(port: JackPort, name: String, group: String)] {
    func name(_ group: Int, _ usual: String) -> String {
      let own = groupNames.indices.contains(group - 1) ? groupNames[group - 1] : ""
      return own.isEmpty ? "\(usual) \(group)" : own
    }
    let inputs = ports.midiInputs.enumerated().map { ($1, name($0 + 1, "MIDI in"), "MIDI") }
    // Two groups may have the same name: by their numbers they are told apart.
    let (buses, portGroups) = (ports.layout.busNames(groupNames), ports.layout.busNames([]))
    let outputs = ports.audioOutputs.enumerated().map { index, port in
      (port, "\(buses[index / 2]) \(index % 2 == 0 ? "left" : "right")", portGroups[index / 2])
    }
    let messages = ports.midiOutputs.map { ($0.port, name($0.group, "MIDI out"), "MIDI out") }
    return inputs + outputs + messages
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

  /// What people read of a port, as whoever has it says. Thread: control.
  func prettyName(of subject: jack_uuid_t) -> String? {
    var (value, type): (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?) = (nil, nil)
    guard unsafe jack_get_property(subject, Key.prettyName.rawValue, &value, &type) == 0 else { return nil }
    defer {
      unsafe jack_free(value)
      unsafe jack_free(type)
    }
    return unsafe value.map { unsafe String(cString: $0) }
  }

  private func set(_ key: Key, of subject: jack_uuid_t, to value: String) {
    unsafe jack_set_property(handle, subject, key.rawValue, value, key.type)
  }
}
