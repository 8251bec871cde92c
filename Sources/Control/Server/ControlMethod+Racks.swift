// SPDX-License-Identifier: MIT
// Messages that save and load a client's state. Control thread.

extension ControlMethod {
  /// What concerns rack files.
  static let racks = [
    ControlMethod(
      path: "/wavesink/save", types: ["s"], arguments: "path",
      summary: "Writes banks, channels, properties and connections to a rack file. Replies with what was done as JSON.",
      lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      try .rack(studio.ask(for: .save, path: try request.text(0, "a path")))
    },
    ControlMethod(
      path: "/wavesink/load", types: ["s"], arguments: "path",
      summary: """
        Brings the client to the state of a rack file; what is like that already is left alone. Replies with what was done \
        as JSON when all banks are there.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      try .rack(studio.ask(for: .load, path: try request.text(0, "a path")))
    },
    ControlMethod(
      path: "/wavesink/session", types: ["", "s"], arguments: "save or load",
      summary: """
        The same with the rack file that the client belongs to, to which SIGUSR1 saves too: that of `--rack`, or the one that was saved or loaded \
        last. Replies with what was done as JSON; without arguments with the path, which is empty where there is none.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      let path = studio.present.rackPath
      guard !request.message.arguments.isEmpty else { return .values([.string(path ?? "")]) }
      let word = try request.text(0, "save or load")
      guard let wish = RackRequest.Wish(rawValue: word) else {
        throw ControlFault(.badValue, "expected save or load, found \(word)")
      }
      guard let path else {
        throw ControlFault(.failed, "there is no rack file (begin with --rack, or save to one once)")
      }
      return .rack(try studio.ask(for: wish, path: path))
    },
    ControlMethod(
      path: "/wavesink/favourites", types: ["", "iiiii"], arguments: "CC0, CC32, program, drums, wanted",
      summary: """
        Adds a program to the favourites, or takes it away: drums and wanted are 1 or 0. The client keeps them for those who choose programs, and \
        racks do. Replies with all as JSON, in the order in which they were added.
        """
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else { return try .json(studio.favourites) }
      let favourite = Favourite(
        cc0: UInt8(try request.integer(0, "CC0", 0...127)), cc32: UInt8(try request.integer(1, "CC32", 0...127)),
        program: UInt8(try request.integer(2, "program", 0...127)), isDrum: try request.integer(3, "drums", 0...1) == 1)
      try studio.want(favourite, try request.integer(4, "wanted", 0...1) == 1)
      return try .json(studio.favourites)
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
