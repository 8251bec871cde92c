// SPDX-License-Identifier: MIT
// Connections that others see, make and break. Main thread.

import Control
import JackHost

extension JackSession {
  /// Shows and changes connections as others have asked.
  mutating func answerPatchRequests() {
    var isLate = false
    for request in studio.takePatchRequests() {
      do throws(PatchFault) {
        // A server that does nothing would hold this thread for each of them.
        if isLate { throw PatchFault.late }
        switch request.wish {
        case .list: request.finish(patchbay())
        case .connect(let source, let destination):
          try connect(source, destination)
          request.finish()
        case .disconnect(let source, let destination):
          try disconnect(source, destination)
          request.finish()
        }
      } catch {
        if error == .late { isLate = true }
        request.fail(error.description)
      }
    }
  }

  private mutating func patchbay() -> Patchbay {
    let ports = client?.patchbayPorts() ?? []
    let connections = client?.patchbayConnections() ?? []
    return Patchbay(
      ports: ports.map {
        Patchbay.Port(
          name: $0.name, pretty: $0.prettyName, isInput: $0.isInput, isMIDI: $0.isMIDI, isOwn: $0.isOwn,
          isPhysical: $0.isPhysical)
      }, connections: connections.map { Patchbay.Connection(source: $0.source, destination: $0.destination) })
  }

  private mutating func connect(_ source: String, _ destination: String) throws(PatchFault) {
    guard client != nil else { throw .noServer }
    try client?.patch(source, to: destination)
  }

  /// Without a server it is forgotten, and does not come back with one.
  private mutating func disconnect(_ source: String, _ destination: String) throws(PatchFault) {
    guard client == nil else { return try client?.unpatch(source, from: destination) ?? () }
    let own = "\(configuration.clientName):"
    var meant: [PatchMemory.Patch] = []
    if source.hasPrefix(own) {
      meant.append(PatchMemory.Patch(port: String(source.dropFirst(own.count)), other: destination))
    }
    if destination.hasPrefix(own) {
      meant.append(PatchMemory.Patch(port: String(destination.dropFirst(own.count)), other: source))
    }
    guard !patches.wanted.isDisjoint(with: meant) else {
      throw .notConnected(source: source, destination: destination)
    }
    for patch in meant { patches.forget(patch) }
  }
}
