// SPDX-License-Identifier: MIT
// What is sent to an engine. Control threads.

import MIDI
import Miniport
import Realtime

extension Studio {
  /// Sends an event on its way: `sender`'s own, where it has the synthesizer open.
  func push(_ event: Event, for sender: OSCSocket.Address? = nil) throws(ControlFault) {
    try push(for: sender) { $0.push(event) }
  }

  /// The same with a message of any length.
  func push(
    _ bytes: [UInt8], group: UInt16, at time: FrameTime, for sender: OSCSocket.Address?
  ) throws(ControlFault) {
    let short = unsafe bytes.withUnsafeBytes { unsafe Event(message: $0, time: time, group: group) }
    if let short { return try push(short, for: sender) }
    guard bytes.count > 8, bytes.first == 0xF0, bytes.last == 0xF7,
      bytes.dropFirst().dropLast().allSatisfy({ $0 < 0x80 })
    else { throw ControlFault(.badValue, "expected one whole MIDI message, found \(bytes.count) bytes that are none") }
    try push(for: sender) { input in
      unsafe bytes.withUnsafeBytes { unsafe input.pushSystemExclusive($0, time: time, group: group) }
    }
  }

  private func push(
    for sender: OSCSocket.Address?, _ body: (borrowing PortInput) -> Bool
  ) throws(ControlFault) {
    let input = try current()
    let client = sender.flatMap { clients.client(at: $0) }
    let isThere = client.map { input.clients[$0.place].withInput(body) } ?? input.withInput(body)
    guard isThere else { throw ControlFault(.failed, "there was no room for it: too many messages wait already") }
  }

  /// Takes back what waits, silences every channel of every group, and empties the effects.
  func panic() throws(ControlFault) {
    let isWhole = try current().withInput { input in
      var isWhole = input.cancel()
      for channel in 0..<16 as Range<UInt8> {
        for number in [120, 123] as [UInt8] {
          isWhole = input.push(Event(time: .zero, 0xB0 | channel, number, 0, group: 0)) && isWhole
        }
        isWhole = input.push(Event(time: .zero, 0xB0 | channel, 64, 0, group: 0)) && isWhole
      }
      return input.push(.effectsEnd()) && isWhole
    }
    guard isWhole else { throw ControlFault(.failed, "there was no room for all of it: ask again") }
  }
}
