// SPDX-License-Identifier: MIT
// Groups and outputs that come and go while the client plays. Control thread.

import CJack
import Glibc
public import Miniport
import Realtime
import Synchronization

extension JackClient {
  /// From now on the client has the ports of this layout; those that it has already stay as they are, with their connections.
  /// An output that takes the place of others is connected to what they were connected to. False, and nothing has changed, where
  /// the engine has no room for so many buses or for more than `groupLimit` groups. Throws, and nothing has changed, where the
  /// server has no room for the ports (`noPort`); where it has stopped running cycles (`serverGone`), the client is of no use any
  /// more. Thread: control, activated.
  public mutating func setLayout(_ layout: PortLayout, groupLimit: Int) throws(JackError) -> Bool {
    guard layout != configuration.layout else { return true }
    guard let active = unsafe active, layout.groupCount <= groupLimit, layout.busCount <= (unsafe active.busLimit)
    else {
      return false
    }
    let old = ports
    let new = try unsafe JackPorts(of: layout, keeping: old, client: handle)
    inherit(new, old)
    // First what comes is silent and what goes plays, then the other way round; then what goes is let alone: what nobody writes
    // repeats itself, and that is silence by now.
    let tables = unsafe active.tables
    guard tables.replace(with: JackPortTable(old, silent: new.outputs(notIn: old))),
      tables.replace(with: JackPortTable(new, silent: old.outputs(notIn: new))),
      tables.replace(with: JackPortTable(new))
    else { throw .serverGone(reason: "it runs no cycles") }
    unsafe active.notices.ports.withLock { $0 = new }
    ports = new
    configuration.layout = layout
    let leaving = old.ports(notIn: new)
    patches.move(to: new.layout, from: old.layout)
    takeBackDescriptions(of: leaving)
    for port in leaving { unsafe jack_port_unregister(handle, port.handle) }
    // The order of those that stay may be another one now.
    describePorts()
    unsafe jack_recompute_total_latencies(handle)
    applyRules()
    lookAtConnections()
    return true
  }

  /// Ends the notes of what MIDI outputs lead to, which would sound on without this client; waits until that is sent, where the
  /// server runs. Thread: control, activated.
  public func releaseOutputs() {
    guard ending == nil, let silence, !ports.midiOutputs.isEmpty else { return }
    for output in ports.midiOutputs { silence.releaseGroup(output.group) }
    let sent = statistics.integer(.frameTime) + Int64(2 * periodFrames)
    let deadline = ContinuousClock().now + .milliseconds(200)
    while statistics.integer(.frameTime) < sent, ContinuousClock().now < deadline { usleep(500) }
  }

  /// Connects each output that comes to where the sound that it is to have goes now.
  private func inherit(_ new: JackPorts, _ old: JackPorts) {
    for patch in connectedPatches() {
      for heir in old.layout.heirs(of: patch.port, in: new.layout) {
        guard let port = new.audioOutputs.first(where: { $0.name == heir }) else { continue }
        _ = connect(port.fullName, patch.other)
      }
    }
  }
}
