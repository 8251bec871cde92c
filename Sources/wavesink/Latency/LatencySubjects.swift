// SPDX-License-Identifier: MIT
// Options that say what is measured. Main thread.

import ArgumentParser
import Latency
import Racks

/// What is measured.
struct LatencySubjects: ParsableArguments {
  @Option(
    name: .customLong("target"),
    help: ArgumentHelp(
      "A JACK client that runs; for other ports than the usual ones CLIENT:MIDI,LEFT[,RIGHT]. May be given several times.",
      valueName: "client"))
  var targets: [String] = []

  @Option(
    name: .customLong("launch"),
    help: ArgumentHelp(
      """
      A command that becomes a JACK client; {dls} and {sf2} in it are the paths of the tool's own bank. May be given \
      several times.
      """, valueName: "command"))
  var commands: [String] = []

  @Flag(help: "Measure Wavesink beside what is named.")
  var compare = false

  @Flag(name: .customLong("in-process"), help: "Measure the engine without a JACK server: the same numbers everywhere.")
  var inProcess = false

  @Option(
    name: .customLong("mode"),
    help: ArgumentHelp(
      "Where the synthesizer of Wavesink itself runs: in-process, sandbox or pipelined; several with commas.",
      valueName: "mode"))
  var modeList = PluginMode.inProcess.rawValue

  @Option(
    name: .customLong("downloads"),
    help: ArgumentHelp(
      "Banks that are brought into Wavesink itself each second meanwhile, 0 to 10; several with commas.",
      valueName: "count"))
  var downloadsList = "0"

  @Option(
    name: .customLong("midi-out"),
    help: ArgumentHelp("Measure a loop through cables: the JACK port to send notes to.", valueName: "port"))
  var midiOut: String?

  @Option(
    name: .customLong("audio-in"),
    help: ArgumentHelp("The JACK port where its sound comes back, two with a comma between.", valueName: "port"))
  var audioIn: String?

  func validate() throws {
    for target in targets where TargetChoice(target) == nil {
      throw ValidationError("--target is CLIENT or CLIENT:MIDI,LEFT[,RIGHT], not '\(target)'")
    }
    if (midiOut == nil) != (audioIn == nil) { throw ValidationError("--midi-out and --audio-in need each other") }
    if inProcess, compare || !targets.isEmpty || !commands.isEmpty || midiOut != nil {
      throw ValidationError("--in-process measures the engine alone: it goes with no other subject")
    }
    let names = PluginMode.allCases.map(\.rawValue)
    guard let modes else {
      throw ValidationError("--mode is \(names.joined(separator: ", ")), or several with commas, not '\(modeList)'")
    }
    guard let downloads, downloads.allSatisfy((0...10).contains) else {
      throw ValidationError("--downloads is 0 to 10, or several with commas, not '\(downloadsList)'")
    }
    if modes != [.inProcess] || downloads != [0], !all.contains(where: \.isOwn) {
      throw ValidationError("--mode and --downloads are for Wavesink itself: add --compare, or name nothing else")
    }
    if let command = commands.first(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw ValidationError("--launch needs a command, not '\(command)'")
    }
  }

  private var modes: [PluginMode]? { CommaList.values(modeList) { PluginMode(rawValue: $0) } }
  private var downloads: [Int]? { CommaList.values(downloadsList) { Int($0) } }

  /// Wavesink itself, in each way that is asked for.
  private var own: [LatencySubject] {
    (modes ?? []).flatMap { mode in
      (downloads ?? []).map { .own(OwnSynth(mode: mode, downloadsPerSecond: $0)) }
    }
  }

  /// All of them, in turn.
  var all: [LatencySubject] {
    if inProcess { return [.inProcess] }
    var subjects = targets.compactMap { TargetChoice($0).map(LatencySubject.target) }
    subjects += commands.map(LatencySubject.launch)
    if let midiOut, let audioIn {
      let audio = audioIn.split(separator: ",").map(String.init)
      subjects.append(.ports(TargetPorts(name: "\(midiOut) to \(audioIn)", midi: midiOut, audio: audio)))
    }
    return subjects.isEmpty || compare ? own + subjects : subjects
  }

  /// How many there are.
  var count: Int { all.count }

  /// Calls `body` for each of them, with each period and each load that is asked for, on a stage that is there for it.
  func each(
    _ method: LatencyMethod, _ body: (LatencySubject, borrowing LatencyStage, Int?, Int) throws -> Void
  ) throws {
    let subjects = all
    let stage = try LatencyStage(subjects, method)
    let periods = method.periods.isEmpty ? [nil] : method.periods.map(Optional.some)
    for period in periods {
      if let period, subjects.contains(where: \.needsServer) { try stage.setPeriod(period) }
      for held in method.held {
        for subject in subjects { try body(subject, stage, period, held) }
      }
    }
  }
}
