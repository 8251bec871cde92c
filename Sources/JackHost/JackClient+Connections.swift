// SPDX-License-Identifier: MIT
// Connects the client to the hardware. Control thread.

import CJack
import Glibc

extension JackClient {
  /// Two ports that are connected, by their full names.
  public struct Connection: Equatable, Sendable {
    /// The port that gives.
    public let source: String
    /// The port that takes.
    public let destination: String
  }

  /// Connects the left of each output pair to the first physical playback port and the right to the second (or the
  /// only one). Returns what is connected now: nothing where the server has no such port. Thread: control, activated.
  public func connectToPhysicalOutputs() -> [Connection] {
    let playback = physicalPlaybackPorts()
    guard let first = playback.first else { return [] }
    let second = playback.count > 1 ? playback[1] : first
    var made: [Connection] = []
    for index in 0..<2 * configuration.busCount {
      let output = unsafe fullName(of: ports.audioOutputs[index])
      if let connection = connect(output, index % 2 == 0 ? first : second) { made.append(connection) }
    }
    return made
  }

  private func connect(_ source: String, _ destination: String) -> Connection? {
    let status = unsafe jack_connect(handle, source, destination)
    return status == 0 || status == EEXIST ? Connection(source: source, destination: destination) : nil
  }

  private func fullName(of port: OpaquePointer) -> String {
    unsafe jack_port_name(port).map { unsafe String(cString: $0) } ?? ""
  }

  private func physicalPlaybackPorts() -> [String] {
    let flags = UInt(JackPortIsPhysical.rawValue | JackPortIsInput.rawValue)
    // The type is a pattern to JACK; "^" and the full name leave nothing else.
    guard let names = unsafe jack_get_ports(handle, nil, "^\(JACK_DEFAULT_AUDIO_TYPE)$", flags) else { return [] }
    defer { unsafe jack_free(UnsafeMutableRawPointer(mutating: names)) }
    var found: [String] = []
    while let name = unsafe names[found.count] { unsafe found.append(String(cString: name)) }
    return found
  }
}
