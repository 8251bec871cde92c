// SPDX-License-Identifier: MIT
// Options that say what is measured. Main thread.

import ArgumentParser
import Latency

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
    if let command = commands.first(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw ValidationError("--launch needs a command, not '\(command)'")
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
    return subjects.isEmpty || compare ? [.own] + subjects : subjects
  }

  /// How many there are.
  var count: Int { all.count }

  /// Calls `body` for each of them, with each period and each load that is asked for, on a stage that is there for it.
  func each(
    _ method: LatencyMethod, _ body: (LatencySubject, borrowing LatencyStage, Int?, Int) throws -> Void
  ) throws {
    let subjects = all
    if method.downloads, !subjects.contains(where: \.isOwn) {
      throw CommandFailure.usage("--downloads is for Wavesink itself: add --compare, or name nothing else")
    }
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
