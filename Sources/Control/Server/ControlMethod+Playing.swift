// SPDX-License-Identifier: MIT
// Messages that make music. In a bundle with a time they take effect at that frame, else at once. Control thread.

import MIDI
import Realtime

extension ControlMethod {
  /// What goes through the sequencer, as events of MIDI do. Group 0 is all groups.
  static let playing = [
    ControlMethod(
      path: "/wavesink/note", types: ["iiii", "iiiif"], arguments: "group, channel, key, velocity[, seconds]",
      summary: "Note-on, or note-off with velocity 0; with seconds the note ends by itself."
    ) { studio, request throws(ControlFault) in
      let (groups, channel) = try studio.place(request)
      let key = UInt8(try request.integer(2, "key", 0...127))
      let velocity = UInt8(try request.integer(3, "velocity", 0...127))
      let seconds = request.message.arguments.count > 4 ? try request.real(4, "seconds", 0...3600) : nil
      try studio.push(0x90 | channel, key, velocity, groups, request)
      if let seconds {
        try studio.push(0x80 | channel, key, 64, groups, request, later: seconds)
      }
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/program", types: ["iii", "iiiii"], arguments: "group, channel, program[, CC0, CC32]",
      summary: "Program change, after a bank select where one is given."
    ) { studio, request throws(ControlFault) in
      let (groups, channel) = try studio.place(request)
      let program = UInt8(try request.integer(2, "program", 0...127))
      if request.message.arguments.count > 3 {
        let (msb, lsb) = (try request.integer(3, "CC0", 0...127), try request.integer(4, "CC32", 0...127))
        try studio.push(0xB0 | channel, 0, UInt8(msb), groups, request)
        try studio.push(0xB0 | channel, 32, UInt8(lsb), groups, request)
      }
      try studio.push(0xC0 | channel, program, 0, groups, request)
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/control", types: ["iiii"], arguments: "group, channel, number, value",
      summary: "Control change."
    ) { studio, request throws(ControlFault) in
      let (groups, channel) = try studio.place(request)
      let number = UInt8(try request.integer(2, "number", 0...127))
      try studio.push(
        0xB0 | channel, number, UInt8(try request.integer(3, "value", 0...127)), groups, request)
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/midi", types: ["im"], arguments: "group, message",
      summary: "Any MIDI message of up to three bytes; OSC's number of a port is left out of account."
    ) { studio, request throws(ControlFault) in
      let groups = try request.groups(of: studio)
      guard case .midi(let bytes) = request.message.arguments[1], bytes[1] >= 0x80, bytes[1] < 0xF0 || bytes[1] == 0xFF,
        bytes[2] < 0x80, bytes[3] < 0x80
      else { throw ControlFault(.badValue, "expected a message that begins with 80 to EF or FF and goes on below 80") }
      try studio.push(bytes[1], bytes[2], bytes[3], groups, request)
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/panic", types: [""], arguments: "",
      summary: """
        Silence at once in all channels and effects, of who has it open in its own channels, and nothing that it has sent ahead \
        of time comes any more.
        """
    ) { studio, request throws(ControlFault) in
      guard let client = studio.clients.client(at: request.sender) else {
        try studio.panic()
        return .values([])
      }
      guard studio.silence(client, atOnce: true) else {
        throw ControlFault(.failed, "there was no room for all of it: ask again")
      }
      return .values([])
    },
  ]

  /// What ends the client.
  static let ending = [
    ControlMethod(
      path: "/wavesink/quit", types: [""], arguments: "", summary: "Ends the client, as Ctrl-C does."
    ) { studio, _ throws(ControlFault) in
      studio.quit()
      return .values([])
    }
  ]
}

extension Studio {
  /// Groups and channel, the first two arguments of what concerns a channel; channels count from 1.
  fileprivate func place(_ request: ControlRequest) throws(ControlFault) -> (groups: [UInt16], channel: UInt8) {
    (try request.groups(of: self), UInt8(try request.integer(1, "channel", 1...16) - 1))
  }

  fileprivate func push(
    _ status: UInt8, _ data1: UInt8, _ data2: UInt8, _ groups: [UInt16], _ request: ControlRequest,
    later seconds: Double = 0
  ) throws(ControlFault) {
    let frame = try frame(of: request.time, later: seconds)
    for group in groups { try push(Event(time: frame, status, data1, data2, group: group), for: request.sender) }
  }
}
