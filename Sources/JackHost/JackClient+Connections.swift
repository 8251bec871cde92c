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
    let playback = physicalPorts(type: JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    guard let first = playback.first else { return [] }
    let second = playback.count > 1 ? playback[1] : first
    var made: [Connection] = []
    for index in 0..<2 * configuration.busCount {
      let output = unsafe fullName(of: ports.audioOutputs[index])
      if let connection = connect(output, index % 2 == 0 ? first : second) { made.append(connection) }
    }
    return made
  }

  /// Connects every physical MIDI source to the input of the first group. Returns what is connected now.
  ///
  /// Thread: control, activated.
  public func connectPhysicalMIDIInputs() -> [Connection] {
    let input = unsafe fullName(of: ports.midiInputs[0])
    return physicalPorts(type: JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput).compactMap { connect($0, input) }
  }

  private func connect(_ source: String, _ destination: String) -> Connection? {
    let status = unsafe jack_connect(handle, source, destination)
    return status == 0 || status == EEXIST ? Connection(source: source, destination: destination) : nil
  }

  private func fullName(of port: OpaquePointer) -> String {
    unsafe jack_port_name(port).map { unsafe String(cString: $0) } ?? ""
  }

  private func physicalPorts(type: String, _ direction: JackPortFlags) -> [String] {
    let flags = UInt(JackPortIsPhysical.rawValue | direction.rawValue)
    // The type is a pattern to JACK; "^" and the full name leave nothing else.
    guard let names = unsafe jack_get_ports(handle, nil, "^\(type)$", flags) else { return [] }
    defer { unsafe jack_free(UnsafeMutableRawPointer(mutating: names)) }
    var found: [String] = []
    while let name = unsafe names[found.count] { unsafe found.append(String(cString: name)) }
    return found
  }
}
