// SPDX-License-Identifier: MIT
// Messages of programs that have the synthesizer open. Control thread.

import MIDI
import Miniport
import Realtime

extension ControlMethod {
  /// Who opens has channel groups of its own, counted from 1, and all that it sends concerns these alone.
  static let clients = [
    ControlMethod(
      path: "/wavesink/open", types: ["si"], arguments: "name, groups",
      summary: """
        Opens the synthesizer for the sender: from now on its groups are its own, up to 16, with a sequencer, counters and \
        banks that go with it. Replies with its number (i), the groups it has (i), 1 where these are not those asked for, \
        else 0 (i), and the seconds of silence after which it counts as gone (f): any message will do, such as \
        `/wavesink/ping`.
        """
    ) { studio, request throws(ControlFault) in
      let name = try request.text(0, "a name")
      let wanted = try request.integer(1, "groups", 1...1000)
      let client = try studio.open(name, request.sender, groupCount: wanted)
      let seconds = Float(StudioClient.patience.components.seconds)
      return .values([
        .int32(client.id), .int32(Int32(client.groups.count)), .int32(client.groups.count == wanted ? 0 : 1),
        .float(seconds),
      ])
    },
    ControlMethod(
      path: "/wavesink/close", types: [""], arguments: "",
      summary: "Ends that: its notes end, what it has sent ahead is taken back, and its banks go."
    ) { studio, request throws(ControlFault) in
      studio.end(try request.client(of: studio))
      return .values([])
    },
    ControlMethod(
      path: "/wavesink/clients", types: [""], arguments: "",
      summary: "Replies with all who have it open as JSON: groups, banks, events received, late, lost and waiting."
    ) { studio, _ throws(ControlFault) in try .json(studio.clients.clients.map { studio.report($0) }) },
    ControlMethod(
      path: "/wavesink/capture", types: ["i"], arguments: "1 or 0",
      summary: """
        Of who has it open: whether it reads back what comes in by JACK. Each message is sent to it as \
        `/wavesink/captured`, with its group (i), its frame (h) and its bytes (b).
        """
    ) { studio, request throws(ControlFault) in
      let client = try request.client(of: studio)
      client.isCapturing = try request.integer(0, "a switch", 0...1) == 1
      studio.countCaptures()
      return .values([])
    },
    ControlMethod(
      path: "/wavesink/event", types: ["ihb"], arguments: "group, frame, message",
      summary: """
        Any MIDI message, System Exclusive too, at a frame of the latency clock; 0 for at once.
        """
    ) { studio, request throws(ControlFault) in
      let groups = try request.groups(of: studio)
      guard case .int64(let frame) = request.message.arguments[1], case .blob(let bytes) = request.message.arguments[2]
      else { throw ControlFault(.wrongTypes, "expected a frame and bytes") }
      let time = try studio.checked(FrameTime(max(0, frame)))
      for group in groups { try studio.push(bytes, group: group, at: time, for: request.sender) }
      return .nothing
    },
  ]
}

extension ControlRequest {
  /// The sender, who has the synthesizer open.
  func client(of studio: Studio) throws(ControlFault) -> StudioClient {
    guard let client = studio.clients.client(at: sender) else {
      throw ControlFault(.failed, "the sender has not opened the synthesizer")
    }
    return client
  }

  /// The engine's group that the first argument means, from 1.
  func oneGroup(of studio: Studio) throws(ControlFault) -> Int {
    let count = studio.clients.client(at: sender)?.groups.count ?? studio.groupCount
    _ = try integer(0, "group", 1...count)
    return Int(try groups(of: studio)[0])
  }

  /// The engine's groups that the first argument means: of who has it open, its own; of others, those that are no client's. 0 is
  /// all of them.
  func groups(of studio: Studio) throws(ControlFault) -> [UInt16] {
    let client = studio.clients.client(at: sender)
    let all = client.map { studio.groups(of: $0) } ?? (1...studio.groupCount).map { UInt16($0) }
    let number = try integer(0, "group", 0...all.count)
    return number == 0 ? all : [all[number - 1]]
  }
}
