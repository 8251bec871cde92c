// SPDX-License-Identifier: MIT
// wavesink ctl connections. Main thread.

import ArgumentParser
import Control

/// Connections of a client.
struct CtlConnectionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connections", abstract: "List the connections of the client's ports, or all ports.")

  @OptionGroup var target: CtlTarget

  @Flag(help: "The ports that there are, of all clients.")
  var ports = false

  @Flag(help: "Both as JSON. Fields may be added, and are never renamed.")
  var json = false

  /// Both as one object.
  private struct Everything: Encodable {
    var ports: [Patchbay.Port] = []
    var connections: [[String]] = []
  }

  func run() throws {
    let all = try everything()
    if json { return try CtlJSON.show(all) }
    if ports {
      for port in all.ports {
        let pretty = port.pretty.map { "  \($0)" } ?? ""
        try Console.show("\(port.name)  (\(port.type) \(port.direction))\(pretty)\n")
      }
      return
    }
    for connection in all.connections { try Console.show(connection.joined(separator: " -> ") + "\n") }
  }

  /// Page by page: a datagram does not hold them all.
  private func everything() throws(CommandFailure) -> Everything {
    var all = Everything()
    while true {
      let page: PatchbayReport = try CtlJSON.read(
        target.askPatiently(OSCMessage("/wavesink/connections", .int32(Int32(clamping: all.ports.count)))))
      all.ports += page.ports
      all.connections += page.connections
      if page.ports.isEmpty || all.ports.count >= page.total { return all }
    }
  }
}
