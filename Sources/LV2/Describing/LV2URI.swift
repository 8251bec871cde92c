// SPDX-License-Identifier: MIT
// The names of LV2 that this room knows. Any thread.

/// URIs of the LV2 specifications, https://lv2plug.in/ns: constants of its headers, which Swift does not see.
enum LV2URI {
  static let core = "http://lv2plug.in/ns/lv2core#"
  static let atom = "http://lv2plug.in/ns/ext/atom#"
  static let bufSize = "http://lv2plug.in/ns/ext/buf-size#"
  static let options = "http://lv2plug.in/ns/ext/options#"
  static let urid = "http://lv2plug.in/ns/ext/urid#"
  static let worker = "http://lv2plug.in/ns/ext/worker#"
  static let state = "http://lv2plug.in/ns/ext/state#"
  static let log = "http://lv2plug.in/ns/ext/log#"
  static let resizePort = "http://lv2plug.in/ns/ext/resize-port#"
  static let time = "http://lv2plug.in/ns/ext/time#"
  static let patch = "http://lv2plug.in/ns/ext/patch#"
  static let portProperties = "http://lv2plug.in/ns/ext/port-props#"
  static let units = "http://lv2plug.in/ns/extensions/units#"
  static let presets = "http://lv2plug.in/ns/ext/presets#"
  static let parameters = "http://lv2plug.in/ns/ext/parameters#"
  static let midiEvent = "http://lv2plug.in/ns/ext/midi#MidiEvent"
  static let rdfs = "http://www.w3.org/2000/01/rdf-schema#"
}
