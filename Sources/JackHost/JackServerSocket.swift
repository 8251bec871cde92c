// SPDX-License-Identifier: MIT
// Whether there is a server, asked without libjack. Control thread.

import CJack
import Glibc

/// Looks for a server at the socket where JACK 2 listens.
///
/// The library of JACK 2 opens its metadata, a database that all clients and servers of a user share, before it looks for a
/// server, and a server that starts makes that database anew. A client that asked once a second through the library would
/// meet that moment, and one that was killed in it would leave a half-made database, at which every later client and server
/// hangs (1.9.21).
public enum JackServerSocket {
  /// False where there surely is no server of this name; nil where this cannot be told: with
  /// another library than JACK 2's, such as PipeWire's, or a server for all users. Thread: control.
  public static func isListening(serverName name: String) -> Bool? {
    guard let version = unsafe jack_get_version_string(), unsafe String(cString: version).hasPrefix("1.9."),
      unsafe getenv("JACK_PROMISCUOUS_SERVER") == nil
    else { return nil }
    return ["/dev/shm", "/tmp"].contains { unsafe jack_socket_answers("\($0)/jack_\(name)_\(getuid())_0") }
  }
}
