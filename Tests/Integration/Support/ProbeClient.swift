// SPDX-License-Identifier: MIT
// What the two probes share: a client of the server with one kind of port. The test's thread.

import CJack

/// A JACK client of a test.
@safe class ProbeClient: @unchecked Sendable {
  // Safe because a probe is used by the one thread of its test, and the handle is valid until `close`.
  let handle: OpaquePointer
  let name: String
  private var isOpen = true

  init(_ name: String, on server: JackServer) throws {
    var status = JackStatus(0)
    guard let handle = unsafe jack_client_open_existing(name, server.name, &status) else {
      throw JackServer.Failure(description: "the probe \(name) was refused: status \(status.rawValue)")
    }
    unsafe self.handle = handle
    self.name = name
  }

  deinit { close() }

  /// Ends the callbacks and leaves the server. A probe's memory is read after this.
  func close() {
    guard isOpen else { return }
    isOpen = false
    unsafe jack_client_close(handle)
  }

  /// Frames that the server processes at a time.
  var period: Int { Int(unsafe jack_get_buffer_size(handle)) }

  func register(_ port: String, _ type: String, _ flags: JackPortFlags) throws -> OpaquePointer {
    guard let port = unsafe jack_port_register(handle, port, type, UInt(flags.rawValue), 0) else {
      throw JackServer.Failure(description: "no port \(port)")
    }
    return unsafe port
  }

  /// Connects two ports by their full names, once both are there.
  func connect(_ source: String, _ destination: String) -> Bool {
    waitUntil(seconds: 2) {
      let status = unsafe jack_connect(handle, source, destination)
      return status == 0 || status == 17  // EEXIST
    }
  }

  /// The names of all ports whose name matches `pattern`.
  func ports(_ pattern: String) -> [String] {
    guard let names = unsafe jack_get_ports(handle, pattern, nil, 0) else { return [] }
    defer { unsafe jack_free(UnsafeMutableRawPointer(mutating: names)) }
    var found: [String] = []
    while let name = unsafe names[found.count] { unsafe found.append(String(cString: name)) }
    return found
  }

  /// The names of the ports that `port` is connected to.
  func connections(of port: String) -> [String] {
    guard let port = unsafe jack_port_by_name(handle, port),
      let names = unsafe jack_port_get_all_connections(handle, port)
    else { return [] }
    defer { unsafe jack_free(UnsafeMutableRawPointer(mutating: names)) }
    var found: [String] = []
    while let name = unsafe names[found.count] { unsafe found.append(String(cString: name)) }
    return found
  }

  /// The greatest latency of a port, in frames.
  func latency(of port: String, _ mode: jack_latency_callback_mode_t) -> UInt32 { range(of: port, mode).max }

  /// The least latency of a port, in frames.
  func leastLatency(of port: String, _ mode: jack_latency_callback_mode_t) -> UInt32 { range(of: port, mode).min }

  private func range(of port: String, _ mode: jack_latency_callback_mode_t) -> jack_latency_range_t {
    var range = jack_latency_range_t(min: .max, max: .max)
    if let port = unsafe jack_port_by_name(handle, port) { unsafe jack_port_get_latency_range(port, mode, &range) }
    return range
  }

  /// What the server's metadata says of a port, or of a client: the value of `key`, the end of its URI.
  func property(_ key: String, of port: String?, client: String = "") -> String? {
    var subject = jack_uuid_t()
    if let port {
      guard let port = unsafe jack_port_by_name(handle, port) else { return nil }
      subject = unsafe jack_port_uuid(port)
    } else {
      guard let text = unsafe jack_get_uuid_for_client_name(handle, client) else { return nil }
      defer { unsafe jack_free(text) }
      guard unsafe jack_uuid_parse(text, &subject) == 0 else { return nil }
    }
    var (value, type): (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?) = (nil, nil)
    guard unsafe jack_get_property(subject, "http://jackaudio.org/metadata/" + key, &value, &type) == 0 else {
      return nil
    }
    defer {
      unsafe jack_free(value)
      unsafe jack_free(type)
    }
    return unsafe value.map { unsafe String(cString: $0) }
  }

  /// Takes a connection away, as a person at a patchbay does.
  func disconnect(_ source: String, _ destination: String) { unsafe jack_disconnect(handle, source, destination) }
}
