// SPDX-License-Identifier: MIT
// Messages that bring banks in and take them out. Control thread.

import Synthesis

extension ControlMethod {
  /// What changes the playing set.
  static let banks = [
    ControlMethod(
      path: "/wavesink/download", types: ["s"], arguments: "path",
      summary: """
        Brings a bank in; that of a client is played by its groups alone. Replies with its id (i) at once; then, where that \
        takes long, sends `/wavesink/progress` with the id (i) and the share of its samples that is ready (f); at last replies \
        with the id and what it brought as JSON, or with an error.
        """, lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      let client = studio.clients.client(at: request.sender)
      let download = studio.downloader.download(.file(try request.text(0, "a path")), owner: client?.owner ?? 0)
      client?.own(download: download.id)
      return .download(download)
    },
    ControlMethod(
      path: "/wavesink/replace", types: ["is"], arguments: "id, path",
      summary: "The same in the place of another bank, which goes when this one plays and its own last note has ended.",
      lastsFrom: 2
    ) { studio, request throws(ControlFault) in
      let id = try request.integer(0, "id", 1...Int(Int32.max))
      let client = studio.clients.client(at: request.sender)
      let path = try request.text(1, "a path")
      // It is whose the other one is: of a client that has not got it, only where there is none any more.
      let owner = studio.downloader.banks.first { $0.id == id }?.owner
      let download = studio.downloader.download(.file(path), replacing: id, owner: client?.owner ?? 0)
      studio.replaced(bank: id, by: download.id)
      if let client, owner ?? client.owner == client.owner { client.own(download: download.id) }
      return .download(download)
    },
    ControlMethod(
      path: "/wavesink/cancel", types: ["i"], arguments: "id",
      summary:
        "Ends a download that is on its way: who has asked for it is told that it failed, and nothing has changed."
    ) { studio, request throws(ControlFault) in
      let id = try request.integer(0, "id", 1...Int(Int32.max))
      guard studio.downloader.cancel(id) else { throw ControlFault(.failed, "no download \(id) is on its way") }
      return .values([.int32(Int32(id))])
    },
    ControlMethod(
      path: "/wavesink/unload", types: ["i"], arguments: "id",
      summary: "Takes a bank out. Replies with the id when its last note has ended and its memory is free.",
      lastsFrom: 1
    ) { studio, request throws(ControlFault) in
      let id = try request.integer(0, "id", 1...Int(Int32.max))
      for client in studio.clients.clients { client.disown(download: id) }
      return .unload(studio.downloader.unload(id))
    },
  ]
}
