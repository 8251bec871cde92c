// SPDX-License-Identifier: MIT
// Messages that ask how things are. Control thread.

internal import FoundationEssentials
import Racks
import Realtime
import Synchronization
import Synthesis

extension ControlMethod {
  /// What is told without anything changing.
  static let reading = [
    ControlMethod(
      path: "/wavesink/ping", types: [""], arguments: "", summary: "Replies with the client's name and version."
    ) { studio, _ throws(ControlFault) in .values([.string(studio.name), .string(studio.version)]) },
    ControlMethod(
      path: "/wavesink/clock", types: [""], arguments: "",
      summary: """
        Replies with the latency clock, the first frame at which an event sent now can be on time (h), the frames of a \
        second (i), and the moment of that frame (t).
        """
    ) { studio, _ throws(ControlFault) in
      let clock = try studio.clock()
      return .values([.int64(clock.frame.frames), .int32(Int32(clamping: clock.rate.hertz)), .time(clock.time)])
    },
    ControlMethod(
      path: "/wavesink/stats", types: [""], arguments: "",
      summary: "Replies with all counters, gauges and settings as JSON; peaks are those of the last 50 to 100 ms."
    ) { studio, _ throws(ControlFault) in try .json(StudioReport(studio)) },
    ControlMethod(
      path: "/wavesink/channels", types: ["i"], arguments: "group",
      summary: """
        Replies with the 16 channels of a group as JSON: program, with its name and the id of the bank that answers, volume, pan, voices, \
        mute and so on.
        """
    ) { studio, request throws(ControlFault) in
      let group = try request.oneGroup(of: studio)
      return try .json(studio.channels(ofGroup: group, number: try request.integer(0, "group", 1...64), request.sender))
    },
    ControlMethod(
      path: "/wavesink/banks", types: [""], arguments: "",
      summary: "Replies with the banks as JSON, in the order in which they are searched."
    ) { studio, _ throws(ControlFault) in
      try .json(
        studio.downloader.banks.map { bank in
          let client = studio.clients.clients.first { $0.owner == bank.owner }?.id
          return BankReport(bank, client: bank.owner == 0 ? nil : client ?? 0)
        })
    },
    ControlMethod(
      path: "/wavesink/programs", types: ["i"], arguments: "first",
      summary: "Replies with up to 200 programs of all banks as JSON, from that number on, and how many there are."
    ) { studio, request throws(ControlFault) in
      let first = try request.integer(0, "first", 0...1_000_000)
      return try .json(ProgramPage(studio.downloader.banks, first: first))
    },
  ]
}

extension Studio {
  /// The channels of a group of the engine, which is the sender's by its number.
  fileprivate func channels(ofGroup group: Int, number: Int, _ sender: OSCSocket.Address) -> [ChannelSummary] {
    let (mix, directory) = (mix(for: sender), directory)
    var isSynthesizer = true
    switch miniport(ofGroup: group) {
    case .synthesizer, .sandboxedSynthesizer: break
    case .uart, .plugin: isSynthesizer = false
    }
    return mirror.reports.dropFirst(16 * (group - 1)).prefix(16).map { report in
      ChannelSummary(
        report, mix, place: 16 * (number - 1) + Int(report.index) % 16,
        answering: isSynthesizer ? directory.program(of: report) : nil)
    }
  }

  /// The programs of the banks that there are; it is made anew when these are others.
  private var directory: ProgramDirectory {
    let banks = downloader.banks
    return knownPrograms.withLock { known in
      if let known, known.banks == banks.map(\.id) { return known }
      let new = ProgramDirectory(banks)
      known = new
      return new
    }
  }
}

extension ControlMethod.Answer {
  /// Values for programs, as one text.
  static func json(_ value: some Encodable) throws(ControlFault) -> ControlMethod.Answer {
    .values([try .json(value)])
  }
}

extension OSCValue {
  /// Values for programs, as a text.
  static func json(_ value: some Encodable) throws(ControlFault) -> OSCValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return .string(String(decoding: try encoder.encode(value), as: UTF8.self)) } catch {
      throw ControlFault(.failed, "it cannot be told: \(error)")
    }
  }
}
