// SPDX-License-Identifier: MIT
// wavesink ctl reverb. Main thread.

import ArgumentParser
import Control

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

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let names = ["input gain", "mix", "time", "high-frequency ratio"]
    try CtlNumbers.setOrShow("/wavesink/reverb", words, names, target, isJSON: json)
  }
}
