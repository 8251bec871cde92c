// SPDX-License-Identifier: MIT
// wavesink ctl volume, boost, reverb: what belongs to the whole instrument. Main thread.

import ArgumentParser
import Control

/// Numbers that may be negative, which would otherwise be taken for options.
enum CtlNumbers {
  /// As many numbers as there are names, or none where they are asked for.
  static func parse(_ words: [String], _ names: [String]) throws(CommandFailure) -> [Float] {
    let numbers = words.compactMap(Float.init)
    guard numbers.count == words.count, words.isEmpty || words.count == names.count else {
      let expected = names.count == 1 ? "one number" : "\(names.count) numbers"
      throw .usage("expected \(expected) (\(names.joined(separator: ", "))), found \(words.joined(separator: " "))")
    }
    return numbers
  }

  /// Sets what the message's path means, or shows it where there are no numbers.
  static func setOrShow(
    _ path: String, _ words: [String], _ names: [String], _ target: CtlTarget
  ) throws(CommandFailure) {
    let numbers = try parse(words, names)
    guard numbers.isEmpty else { return try target.tell(OSCMessage(path, numbers.map { .float($0) })) }
    let values = try target.ask(OSCMessage(path))
    for (name, value) in zip(names, values) {
      guard case .float(let number) = value else { continue }
      try Console.show(names.count == 1 ? "\(number)\n" : "\(name)  \(number)\n")
    }
  }
}

/// The volume of everything.
struct CtlVolumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "volume", abstract: "Set the volume of everything, or show it.")

  @OptionGroup var target: CtlTarget

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("−96 to 0 dB under what --gain says; -96 is silence.", valueName: "dB"))
  var words: [String] = []

  func run() throws { try CtlNumbers.setOrShow("/wavesink/volume", words, ["dB"], target) }
}

/// What is added to it.
struct CtlBoostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boost", abstract: "Set what is added to the volume, or show it.")

  @OptionGroup var target: CtlTarget

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("−20 to 20 dB.", valueName: "dB"))
  var words: [String] = []

  func run() throws { try CtlNumbers.setOrShow("/wavesink/boost", words, ["dB"], target) }
}

/// The reverb of the whole instrument.
struct CtlReverbCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverb", abstract: "Set the reverb, or show it.",
    discussion: "A reset in a song, or its messages about reverb, set it anew.")

  @OptionGroup var target: CtlTarget

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      """
      Four numbers: dB of what goes in and of what comes back, −96 to 0; seconds to −60 dB, 0.001 to 3; the time of the \
      highs over that of the lows, 0.001 to 0.999.
      """, valueName: "number"))
  var words: [String] = []

  func run() throws {
    let names = ["input gain", "mix", "time", "high-frequency ratio"]
    try CtlNumbers.setOrShow("/wavesink/reverb", words, names, target)
  }
}
