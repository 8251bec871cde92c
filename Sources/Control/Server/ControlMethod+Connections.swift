// SPDX-License-Identifier: MIT
// Messages about JACK's connections. Control thread.

extension ControlMethod {
  /// What concerns the connections of this client's ports.
  static let connections = [
    ControlMethod(
      path: "/wavesink/connections", types: ["", "i"], arguments: "first",
      summary: """
        Replies with the ports of the JACK server and the connections of this client's own as JSON: this client's ports first, from that number \
        on as many as fit, and how many there are. Without a server there are none.
        """, lastsFrom: 0
    ) { studio, request throws(ControlFault) in
      let first = request.message.arguments.isEmpty ? 0 : try request.integer(0, "first", 0...1_000_000)
      return .later(try studio.ask(.list(first: first)))
    },
    ControlMethod(
      path: "/wavesink/connect", types: ["ss"], arguments: "source, destination",
      summary: """
        Connects two ports by their full names, one of which is this client's, and keeps it so: it comes back with the other one. Replies with \
        both, when that is so.
        """, lastsFrom: 2
    ) { studio, request throws(ControlFault) in
      let (source, destination) = try request.ports()
      return .later(try studio.ask(.connect(source: source, destination: destination)))
    },
    ControlMethod(
      path: "/wavesink/disconnect", types: ["ss"], arguments: "source, destination",
      summary: """
        Takes a connection away, or forgets one whose other port has gone. Replies with both, when that is so.
        """, lastsFrom: 2
    ) { studio, request throws(ControlFault) in
      let (source, destination) = try request.ports()
      return .later(try studio.ask(.disconnect(source: source, destination: destination)))
    },
  ]
}

extension ControlRequest {
  /// The full names of two ports.
  fileprivate func ports() throws(ControlFault) -> (source: String, destination: String) {
    (try text(0, "the name of a port"), try text(1, "the name of a port"))
  }
}
