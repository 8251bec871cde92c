// SPDX-License-Identifier: MIT
// Messages that save and load a client's state. Control thread.

extension ControlMethod {
  /// What concerns rack files.
  static let racks = [
    ControlMethod(
      path: "/wavesink/save", types: ["s"], arguments: "path",
      summary: "Writes banks, channels, properties and connections to a rack file. Replies with what was done as JSON."
    ) { studio, request throws(ControlFault) in
      try .rack(studio.ask(for: .save, path: try request.text(0, "a path")))
    },
    ControlMethod(
      path: "/wavesink/load", types: ["s"], arguments: "path",
      summary: """
        Brings the client to the state of a rack file; what is like that already is left alone. Replies with what was done \
        as JSON when all banks are there.
        """
    ) { studio, request throws(ControlFault) in
      try .rack(studio.ask(for: .load, path: try request.text(0, "a path")))
    },
  ]
}

extension Studio {
  fileprivate func ask(for wish: RackRequest.Wish, path: String) throws(ControlFault) -> RackRequest {
    guard path.hasPrefix("/") else { throw ControlFault(.badValue, "expected a whole path, found \(path)") }
    let new = RackRequest(wish, path: path)
    request(new)
    return new
  }
}
