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
  var period: Int {
    get { Int(unsafe jack_get_buffer_size(handle)) }
    set { unsafe jack_set_buffer_size(handle, UInt32(newValue)) }
  }

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
  func latency(of port: String, _ mode: jack_latency_callback_mode_t) -> UInt32 {
    guard let port = unsafe jack_port_by_name(handle, port) else { return .max }
    var range = jack_latency_range_t()
    unsafe jack_port_get_latency_range(port, mode, &range)
    return range.max
  }
}
