// SPDX-License-Identifier: MIT
// All ports of the server, and connections that somebody makes or breaks from here. Control thread.

import CJack
import Glibc

extension JackClient {
  /// Every port of sound or messages, this client's own first, in their order. Thread: control, activated.
  public mutating func patchbayPorts() -> [PatchbayPort] {
    let now = ContinuousClock.now
    prettyNames.forgetOld(at: now)
    let own = descriptions.map { (name: $0.port.fullName, pretty: $0.name) }
    let known = Set(own.map(\.name))
    let others = unsafe JackClient.strings(jack_get_ports(handle, nil, nil, 0)).filter { !known.contains($0) }
    var found: [PatchbayPort] = []
    for (name, pretty) in own {
      if let port = look(at: name, isOwn: true, pretty: pretty, now) { found.append(port) }
    }
    for name in others {
      if let port = look(at: name, isOwn: false, pretty: nil, now) { found.append(port) }
    }
    return found
  }

  /// The connections of this client's ports. Thread: control, activated.
  public func patchbayConnections() -> [Connection] {
    ports.all.flatMap { port in
      let own = port.fullName
      let isInput = isInput(port.name)
      return connections(of: port).map { other in
        isInput ? Connection(source: other, destination: own) : Connection(source: own, destination: other)
      }
    }
  }

  /// Connects two ports by their full names, one of which is this client's; it is so when this returns, and is kept so. Thread: control,
  /// activated.
  public mutating func patch(_ source: String, to destination: String) throws(PatchFault) {
    let (source, destination) = (properName(of: source), properName(of: destination))
    let isOwn = own(source) != nil || own(destination) != nil
    let output = try facts(of: source)
    let input = try facts(of: destination)
    guard isOwn else { throw .foreign }
    guard !output.isInput else { throw .noSource(source) }
    guard input.isInput else { throw .noDestination(destination) }
    guard output.type == input.type else { throw .differentTypes }
    guard connect(source, destination) != nil else { throw .refused }
    let wanted = Connection(source: source, destination: destination)
    guard waitUntil({ patchbayConnections().contains(wanted) }) else { throw .late }
    lookAtConnections()
  }

  /// Takes a connection of this client's away, which is so when this returns, or forgets one whose other port has gone. Thread: control,
  /// activated.
  public mutating func unpatch(_ source: String, from destination: String) throws(PatchFault) {
    let (source, destination) = (properName(of: source), properName(of: destination))
    let (from, to) = (own(source), own(destination))
    guard from != nil || to != nil else { throw .foreign }
    let meant =
      (from.map { [PatchMemory.Patch(port: $0.name, other: destination)] } ?? [])
      + (to.map { [PatchMemory.Patch(port: $0.name, other: source)] } ?? [])
    let unwanted = Connection(source: source, destination: destination)
    if patchbayConnections().contains(unwanted) {
      guard unsafe jack_disconnect(handle, source, destination) == 0 else { throw .refused }
      guard waitUntil({ !patchbayConnections().contains(unwanted) }) else { throw .late }
    } else if patches.wanted.isDisjoint(with: meant) {
      throw .notConnected(source: source, destination: destination)
    }
    for patch in meant { patches.forget(patch) }
    lookAtConnections()
  }

  /// This client's port of a full name.
  private func own(_ name: String) -> JackPort? { ports.all.first { $0.fullName == name } }

  /// What connections have for a port that may be named by an alias; the same where there is none.
  private func properName(of name: String) -> String {
    guard let port = unsafe jack_port_by_name(handle, name), let proper = unsafe jack_port_name(port) else {
      return name
    }
    return unsafe String(cString: proper)
  }

  /// The server takes a period to do what it was asked for.
  private func waitUntil(_ isSo: () -> Bool) -> Bool {
    for _ in 0..<100 {
      if isSo() { return true }
      usleep(5000)
    }
    return isSo()
  }

  private func facts(of name: String) throws(PatchFault) -> (isInput: Bool, type: String) {
    guard let port = unsafe jack_port_by_name(handle, name), let type = unsafe jack_port_type(port) else {
      throw .unknownPort(name)
    }
    return unsafe (jack_port_flags(port) & Int32(JackPortIsInput.rawValue) != 0, String(cString: type))
  }

  /// Nil for one that has just gone, or that is for something else. `pretty`: nil where it is to be asked for.
  private mutating func look(
    at name: String, isOwn: Bool, pretty: String?, _ now: ContinuousClock.Instant
  ) -> PatchbayPort? {
    guard let port = unsafe jack_port_by_name(handle, name), let type = unsafe jack_port_type(port) else { return nil }
    let isMIDI = unsafe String(cString: type) == JACK_DEFAULT_MIDI_TYPE
    guard unsafe isMIDI || String(cString: type) == JACK_DEFAULT_AUDIO_TYPE else { return nil }
    let flags = unsafe UInt32(bitPattern: jack_port_flags(port))
    var readable = pretty
    if readable == nil {
      let subject = unsafe jack_port_uuid(port)
      var names = prettyNames
      readable = names.name(of: subject, at: now) { prettyName(of: subject) }
      prettyNames = names
    }
    return PatchbayPort(
      name: name, prettyName: readable, isInput: flags & JackPortIsInput.rawValue != 0, isMIDI: isMIDI, isOwn: isOwn,
      isPhysical: flags & JackPortIsPhysical.rawValue != 0)
  }
}
