// SPDX-License-Identifier: MIT
// The client's connections: to the hardware, and those that it had before. Control thread.

import CJack
import Glibc
import Miniport

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
    for index in 0..<2 * configuration.layout.busCount {
      let output = ports.audioOutputs[index].fullName
      if let connection = connect(output, index % 2 == 0 ? first : second) { made.append(connection) }
    }
    return made
  }

  /// Makes the connections that `memory` wants, as far as their other ports are there, and from now on keeps it up to date
  /// while the client is waited for. Thread: control, activated.
  public mutating func keep(_ memory: PatchMemory) {
    patches = memory
    patches.begin()
    lookAtConnections()
    // What is made now is present at once.
    lookAtConnections()
  }

  /// Makes these connections, as far as their other ports are there, takes all others away, and keeps it so.
  /// Thread: control, activated.
  public mutating func want(_ wanted: Set<PatchMemory.Patch>) {
    let extra = connectedPatches().subtracting(wanted)
    for patch in extra {
      let own = "\(configuration.clientName):\(patch.port)"
      let (source, destination) = isInput(patch.port) ? (patch.other, own) : (own, patch.other)
      unsafe _ = jack_disconnect(handle, source, destination)
    }
    // The server takes a period to say that they are gone.
    var patience = 100
    while patience > 0, !connectedPatches().isDisjoint(with: extra) {
      usleep(5000)
      patience -= 1
    }
    patches.want(wanted)
    lookAtConnections()
    lookAtConnections()
  }

  /// From now on connects itself as the rules say while the client is waited for. Thread: control, activated.
  public mutating func follow(_ rules: ConnectionRules) {
    self.rules = rules
    applyRules()
  }

  /// Connects what matches and has not been connected yet. Thread: control, activated.
  mutating func applyRules() {
    rulesDue = nil
    guard !rules.isEmpty else { return }
    let sources = rules.sources.map { matches($0, JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput) }
    var destinations: [String] = []
    for pattern in rules.destinations {
      destinations += matches(pattern, JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput).filter { !destinations.contains($0) }
    }
    var isRefused = false
    for (wish, patches) in rules.wishes(sources: sources, destinations: destinations, layout: configuration.layout) {
      let made = patches.filter { connect($0) }
      if made.count == patches.count { rules.note(wish) } else { isRefused = true }
    }
    // A client that has just come has ports before it can be connected.
    guard isRefused, ruleAttempts < 20 else { return }
    ruleAttempts += 1
    rulesDue = ContinuousClock().now + .milliseconds(500)
  }

  /// The ports of others that a pattern matches.
  private func matches(_ pattern: PortPattern, _ type: String, _ flags: JackPortFlags) -> [String] {
    unsafe JackClient.strings(jack_get_ports(handle, pattern.text, "^\(type)$", UInt(flags.rawValue)))
      .filter { !$0.hasPrefix(configuration.clientName + ":") }
  }

  /// Takes in what is connected, makes what is missing, and ends the notes of inputs that lost what played them.
  /// Thread: control, activated.
  mutating func lookAtConnections() {
    let findings = patches.look(at: connectedPatches(), now: ContinuousClock().now) { name in
      unsafe jack_port_by_name(handle, name) != nil
    }
    for patch in findings.returning { _ = connect(patch) }
    for group in 1...configuration.layout.groupCount where findings.bereaved.contains("midi_in_\(group)") {
      silence?.releaseInput(group)
    }
  }

  func isInput(_ port: String) -> Bool { port.hasPrefix("midi_in_") }

  /// What is connected now. Thread: control.
  func connectedPatches() -> Set<PatchMemory.Patch> {
    var found: Set<PatchMemory.Patch> = []
    for port in ports.all {
      let name = port.name
      for other in connections(of: port) { found.insert(PatchMemory.Patch(port: name, other: other)) }
    }
    return found
  }

  /// The full names of what a port is connected to. Thread: control.
  func connections(of port: JackPort) -> [String] {
    unsafe JackClient.strings(jack_port_get_all_connections(handle, port.handle))
  }

  /// False where the server refuses. Thread: control.
  private func connect(_ patch: PatchMemory.Patch) -> Bool {
    let own = "\(configuration.clientName):\(patch.port)"
    return (isInput(patch.port) ? connect(patch.other, own) : connect(own, patch.other)) != nil
  }

  /// Nil where the server refuses. Thread: control.
  func connect(_ source: String, _ destination: String) -> Connection? {
    let status = unsafe jack_connect(handle, source, destination)
    return status == 0 || status == EEXIST ? Connection(source: source, destination: destination) : nil
  }

  private func physicalPlaybackPorts() -> [String] {
    let flags = UInt(JackPortIsPhysical.rawValue | JackPortIsInput.rawValue)
    // The type is a pattern to JACK; "^" and the full name leave nothing else.
    return unsafe JackClient.strings(jack_get_ports(handle, nil, "^\(JACK_DEFAULT_AUDIO_TYPE)$", flags))
  }

  /// Whether a client of this name has ports. Thread: setup.
  static func hasPorts(_ handle: OpaquePointer, of client: String) -> Bool {
    unsafe strings(jack_get_ports(handle, nil, nil, 0)).contains { $0.hasPrefix(client + ":") }
  }

  /// The strings of a list of JACK's, which ends with a null and is freed.
  static func strings(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> [String] {
    guard let list = unsafe list else { return [] }
    defer { unsafe jack_free(UnsafeMutableRawPointer(list)) }
    var found: [String] = []
    while let string = unsafe list[found.count] { unsafe found.append(String(cString: string)) }
    return found
  }
}
