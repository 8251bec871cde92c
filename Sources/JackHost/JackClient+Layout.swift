// SPDX-License-Identifier: MIT
// Groups and outputs that come and go while the client plays. Control thread.

import CJack
public import Miniport
import Synchronization

extension JackClient {
  /// From now on the client has the ports of this layout; those that it has already stay as they are, with their connections.
  /// An output that takes the place of others is connected to what they were connected to. False where that needs
  /// another client: the engine has no room for so many ports, or there are no cycles, in which nothing can change. Throws, and
  /// nothing has changed, where the server has no room for the ports.
  /// `groupLimit`: groups that the engine has room for. Thread: control, activated.
  public mutating func setLayout(_ layout: PortLayout, groupLimit: Int) throws(JackError) -> Bool {
    guard layout != configuration.layout else { return true }
    guard let active = unsafe active, layout.groupCount <= groupLimit, layout.busCount <= (unsafe active.busLimit)
    else {
      return false
    }
    let old = ports
    let new = try unsafe JackPorts(of: layout, keeping: old, client: handle)
    inherit(new, old)
    // First what comes is silent and what goes plays, then the other way round; silence is written until the port is gone, for
    // what nobody writes repeats itself.
    let tables = unsafe active.tables
    guard tables.replace(with: old, silent: new.outputs(notIn: old)),
      tables.replace(with: new, silent: old.outputs(notIn: new)),
      tables.replace(with: new, silent: [])
    else { return false }
    unsafe active.notices.ports.withLock { $0 = new }
    ports = new
    (configuration.groupCount, configuration.outputs) = (layout.groupCount, layout.outputs)
    let leaving = old.ports(notIn: new)
    patches.forget(Set(leaving.map(\.name)))
    takeBackDescriptions(of: leaving)
    for port in leaving { unsafe jack_port_unregister(handle, port.handle) }
    // The order of those that stay may be another one now.
    describePorts()
    unsafe jack_recompute_total_latencies(handle)
    lookAtConnections()
    return true
  }

  /// Connects each output that comes to where the sound that it is to have goes now: what is divided goes on in each of its parts,
  /// what is joined in the sum.
  private func inherit(_ new: JackPorts, _ old: JackPorts) {
    let coming = Set(new.outputs(notIn: old))
    for bus in 0..<old.layout.busCount {
      let heirs = (0..<new.layout.busCount).filter { heir in
        new.layout.bus(insteadOf: bus, of: old.layout) == heir
          || JackClient.isPart(heir, of: new.layout, in: bus, of: old.layout)
      }
      for side in 0..<2 {
        let connections = connections(of: old.audioOutputs[2 * bus + side])
        for heir in heirs.map({ new.audioOutputs[2 * $0 + side] }) where coming.contains(heir) {
          for other in connections { _ = connect(heir.fullName, other) }
        }
      }
    }
  }

  /// Whether what plays on bus `part` of a layout was on `bus` of the one before.
  private static func isPart(_ part: Int, of new: PortLayout, in bus: Int, of old: PortLayout) -> Bool {
    let channel = new.outputs.firstChannel(ofBus: part)
    return channel < 16 * old.groupCount && old.bus(ofChannel: channel) == bus
  }
}
