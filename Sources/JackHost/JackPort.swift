// SPDX-License-Identifier: MIT
// A port that a client has registered. Any thread.

import CJack

/// JACK's handle of a port.
@safe struct JackPort: Hashable, @unchecked Sendable {
  // Safe because JACK's port functions may be called from any thread, and a port that was taken back is in no layout.
  let handle: OpaquePointer
  /// The name that it was registered with, which it has within its client until somebody renames it, and again in the next client.
  let name: String

  /// Registers a port. Thread: setup or control.
  init(_ name: String, _ type: String, _ flags: JackPortFlags, of client: OpaquePointer) throws(JackError) {
    guard let handle = unsafe jack_port_register(client, name, type, UInt(flags.rawValue), 0) else {
      throw JackError.noPort(name: name)
    }
    unsafe self.handle = unsafe handle
    self.name = name
  }

  static func == (one: JackPort, other: JackPort) -> Bool { unsafe one.handle == other.handle }

  func hash(into hasher: inout Hasher) { unsafe hasher.combine(handle) }

  /// Its name with that of its client. Thread: any but audio.
  var fullName: String { unsafe jack_port_name(handle).map { unsafe String(cString: $0) } ?? "" }

  /// What metadata is told of. Thread: any but audio.
  var subject: jack_uuid_t { unsafe jack_port_uuid(handle) }
}
