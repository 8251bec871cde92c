// SPDX-License-Identifier: MIT
// Clients come, play and go. Control thread.

import MIDI
import Miniport
import Realtime
import Synchronization
import Synthesis

extension Studio {
  /// How many clients an engine is to have inputs for, and groups. Thread: any.
  public static var clientCount: Int { StudioClients.limit }

  /// Channel groups of an engine that are kept for clients. Thread: any.
  public static var clientGroupCount: Int { StudioClients.groupCount }

  /// A client with channel groups that are as after a reset.
  func open(_ name: String, _ address: OSCSocket.Address, groupCount: Int) throws(ControlFault) -> StudioClient {
    if let old = clients.client(at: address) { end(old) }
    _ = try current()
    guard let client = clients.open(name, address, groupCount: groupCount) else {
      throw ControlFault(.failed, "there is no place for another client: \(clients.clients.count) are there")
    }
    withInput(of: client) { input in
      for group in groups(of: client) { push(Dialect.dls.resetMessage, into: input, group: group) }
    }
    return client
  }

  /// Ends what a client plays, takes back what it has sent ahead, and takes out its banks.
  func end(_ client: StudioClient) {
    silence(client)
    clients.remove(client)
    for id in client.downloads { _ = downloader.unload(id) }
    countCaptures()
  }

  /// Takes back what waits of a client and lets go of its keys and pedals. True where there was room for all of it.
  @discardableResult
  func silence(_ client: StudioClient, atOnce: Bool = false) -> Bool {
    var isWhole = true
    withInput(of: client) { input in
      isWhole = input.cancel()
      for group in groups(of: client) {
        for channel in 0..<16 as Range<UInt8> {
          for number in atOnce ? [120, 64, 66, 123] : [64, 66, 123] as [UInt8] {
            isWhole = input.push(Event(time: .zero, 0xB0 | channel, number, 0, group: group)) && isWhole
          }
        }
      }
    }
    return isWhole
  }

  /// Ends the clients that have been silent for too long.
  func endSilentClients(at now: ContinuousClock.Instant) {
    for client in clients.clients where client.isGone(at: now) {
      statistics.add(to: .clientsVanished)
      end(client)
    }
  }

  /// The groups of the engine that belong to a client.
  func groups(of client: StudioClient) -> [UInt16] {
    client.groups.map { UInt16(groupCount + $0 + 1) }
  }

  /// The way in of a client; nothing happens between two engines.
  func withInput(of client: StudioClient, _ body: (borrowing PortInput) -> Void) {
    input()?.clients[client.place].withInput(body)
  }

  /// What is told of a client.
  func report(_ client: StudioClient) -> ClientReport {
    guard let input = input() else { return ClientReport(client, Statistics()) }
    return input.clients[client.place].withInput { ClientReport(client, $0.own) }
  }

  // MARK: Reading back

  /// Tells the audio thread how many read back what comes in.
  func countCaptures() {
    statistics.set(Int64(clients.clients.count { $0.isCapturing }), gauge: .captureReaders)
  }

  /// The messages that have come in by JACK since the last call.
  func takeCaptured() -> [(group: UInt16, time: FrameTime, bytes: [UInt8])] {
    guard let input = input() else { return [] }
    return input.captured.withLock { captured in
      var messages: [(group: UInt16, time: FrameTime, bytes: [UInt8])] = []
      var bytes: [UInt8] = []
      // A message is there as a whole or not at all.
      while let piece = captured.pop() {
        bytes += piece.bytes
        guard piece.isLast else { continue }
        messages.append((piece.group, piece.time, bytes))
        bytes = []
      }
      return messages
    }
  }
}
