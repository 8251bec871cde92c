// SPDX-License-Identifier: MIT
// Messages that set what MIDI cannot, and tell what it is. Control thread.

import MIDI
import Miniport
import Realtime
import Synthesis

extension ControlMethod {
  /// DirectMusic's properties (`directmusic.md` 3.2). Without a value they are told.
  static let properties = [
    ControlMethod(
      path: "/wavesink/capabilities", types: [""], arguments: "",
      summary: "Replies with what the synthesizer can do and how far, as JSON."
    ) { studio, _ throws(ControlFault) in try .json(CapabilityReport(studio)) },
    ControlMethod(
      path: "/wavesink/volume", types: ["", "f"], arguments: "dB",
      summary: "Sets the volume of everything, −96 to 0 dB; −96 is silence. Replies with it where none is given."
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else { return .values([.float(Float(studio.present.volume))]) }
      let decibels = try request.real(0, "dB", -96...0)
      try studio.setVolume(decibels, at: try studio.frame(of: request.time))
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/boost", types: ["", "f"], arguments: "dB",
      summary: "Sets what is added to the volume, −20 to 20 dB. Replies with it where none is given."
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else { return .values([.float(Float(studio.present.boost))]) }
      let decibels = try request.real(0, "dB", -20...20)
      try studio.setBoost(decibels, at: try studio.frame(of: request.time))
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/reverb", types: ["", "ffff"], arguments: "input gain, mix, time, high-frequency ratio",
      summary: """
        Sets the reverb: dB of what goes in and of what comes back, −96 to 0; seconds to −60 dB, 0.001 to 3; the time of \
        the highs over that of the lows, 0.001 to 0.999. Replies with them where none are given.
        """
    ) { studio, request throws(ControlFault) in
      guard !request.message.arguments.isEmpty else {
        let now = studio.reverb
        let values = [now.inputGainDecibels, now.mixDecibels, now.timeSeconds, now.highFrequencyRatio]
        return .values(values.map { .float(Float($0)) })
      }
      var reverb = WavesReverb()
      reverb.inputGainDecibels = try request.real(0, "input gain", -96...0)
      reverb.mixDecibels = try request.real(1, "mix", -96...0)
      reverb.timeSeconds = try request.real(2, "time", 0.001...3)
      reverb.highFrequencyRatio = try request.real(3, "high-frequency ratio", 0.001...0.999)
      try studio.set(reverb, at: try studio.frame(of: request.time))
      return .nothing
    },
    ControlMethod(
      path: "/wavesink/priority", types: ["ii", "iis", "iih"], arguments: "group, channel[, class or number]",
      summary: """
        Sets whose notes give way: critical, high, standard, low or persist, or DirectMusic's number. Replies with the number \
        (h) and the class (s) where none is given.
        """
    ) { studio, request throws(ControlFault) in
      let isQuestion = request.message.arguments.count == 2
      let channel = try request.integer(1, "channel", 1...16) - 1
      guard !isQuestion else {
        let reports = studio.mirror.reports
        let index = 16 * (try request.oneGroup(of: studio) - 1) + channel
        guard reports.indices.contains(index) else { throw ControlFault(.failed, "there has been no server yet") }
        let priority = reports[index].priority
        return .values([.int64(Int64(priority.rawValue)), .string(priority.kind.map { "\($0)" } ?? "")])
      }
      let priority = try ControlMethod.priority(request.message.arguments[2], channel: channel)
      let time = try studio.frame(of: request.time)
      for group in try request.groups(of: studio) {
        try studio.push(Event(priority, group: group, channel: UInt8(channel), time: time), for: request.sender)
      }
      return .nothing
    },
  ]

  private static func priority(_ value: OSCValue, channel: Int) throws(ControlFault) -> VoicePriority {
    switch value {
    case .string(let name):
      guard let kind = VoicePriority.Class.allCases.first(where: { "\($0)" == name }) else {
        let names = VoicePriority.Class.allCases.map { "\($0)" }.joined(separator: ", ")
        throw ControlFault(.badValue, "expected one of \(names), found \(name)")
      }
      return VoicePriority(kind, channel: channel)
    case .int64(let number):
      guard let bits = UInt32(exactly: number) else {
        throw ControlFault(.badValue, "expected a priority of 0 to \(UInt32.max), found \(number)")
      }
      return VoicePriority(rawValue: bits)
    default: throw ControlFault(.wrongTypes, "a priority is a class or a number")
    }
  }
}
