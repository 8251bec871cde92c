// SPDX-License-Identifier: MIT
// Clients come, play and go. Control thread.

import MIDI
import Miniport
import Realtime
import Synchronization
public import Synthesis

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
      for group in groups(of: client) {
        push(Dialect.dls.resetMessage, into: input, group: group)
        // Which no reset changes.
        for channel in 0..<16 as Range<UInt8> {
          input.push(Event(.usual(channel: Int(channel)), group: group, channel: channel))
          input.push(Event(owner: client.owner, group: group, channel: channel))
          input.push(Event(mute: false, group: group, channel: channel))
        }
      }
    }
    return client
  }

  /// Ends what a client plays, takes back what it has sent ahead, and takes out its banks.
  func end(_ client: StudioClient) {
    client.beginClosing()
    for id in Set(client.downloads + banks(of: client)) { _ = downloader.unload(id) }
    countCaptures()
    close(client)
  }

  /// Gives the place and the groups of a client back when nothing of it is to be heard any more: where its queue is full, that is
  /// tried again.
  private func close(_ client: StudioClient) { if silence(client) { clients.remove(client) } }

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

  /// Ends the clients that have been silent for too long, and those that could not be ended before.
  func endSilentClients(at now: ContinuousClock.Instant) {
    for client in clients.closing { close(client) }
    for client in clients.clients where client.isGone(at: now) {
      statistics.add(to: .clientsVanished)
      end(client)
    }
  }

  /// The groups of the engine that belong to a client.
  func groups(of client: StudioClient) -> [UInt16] {
    let first = form?.groupLimit ?? 0
    return client.groups.map { UInt16(first + $0 + 1) }
  }

  /// The way in of a client; nothing happens between two engines.
  func withInput(of client: StudioClient, _ body: (borrowing PortInput) -> Void) {
    input()?.clients[client.place].withInput(body)
  }

  /// A bank of a client has another number now: it was saved again. Thread: control.
  public func replaced(bank old: Int, by new: Int) {
    for client in clients.clients where client.downloads.contains(old) {
      client.disown(download: old)
      client.own(download: new)
    }
  }

  /// The banks that are nobody's but the client's own, in the order in which they were brought in. Thread: control.
  public var ownBanks: [BankSummary] {
    downloader.banks.reversed().filter { !$0.isBuiltIn && $0.owner == 0 }
  }

  /// The ids of the banks that a client alone plays.
  func banks(of client: StudioClient) -> [Int] { downloader.banks.filter { $0.owner == client.owner }.map(\.id) }

  /// What is told of a client.
  func report(_ client: StudioClient) -> ClientReport {
    let banks = banks(of: client)
    guard let input = input() else { return ClientReport(client, banks, Statistics()) }
    return input.clients[client.place].withInput { ClientReport(client, banks, $0.own) }
  }

  // MARK: Reading back

  /// Tells the audio thread how many read back what comes in.
  func countCaptures() {
    statistics.set(Int64(clients.clients.count { $0.isCapturing }), gauge: .captureReaders)
  }

  /// The messages that have come in by JACK since the last call.
  func takeCaptured() -> [CaptureReader.Message] {
    guard let input = input() else { return [] }
    return input.captured.withLock { captured in
      var messages: [CaptureReader.Message] = []
      while let message = captured.next() { messages.append(message) }
      return messages
    }
  }
}
