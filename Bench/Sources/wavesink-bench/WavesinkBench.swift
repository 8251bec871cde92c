// SPDX-License-Identifier: MIT
// The command line of the benchmarks.

import ArgumentParser
import Foundation
import Synthesis

/// Measures the synthesizer beside libfluidsynth.
@main struct WavesinkBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wavesink-bench",
    abstract: "Measures speed and sound beside libfluidsynth.")

  @Flag var sections: [Section] = []
  @Option(help: "Notes that are held, each one voice (1 to 4000).")
  var voices = 256
  @Option(help: "Interpolation: linear, cubic or sinc.")
  var interpolation = Interpolation.cubic
  @Option(help: "Pairs of turns.")
  var pairs = 20
  @Option(help: "Blocks of 64 frames in a turn.")
  var blocks = 750
  @Option(help: "Periods of each length that are timed.")
  var periods = 4000
  @Option(
    help: ArgumentHelp("A DLS file instead of the built-in one; each note must sound one voice.", valueName: "file"))
  var bank: String?
  @Flag(help: "Compare libfluidsynth with itself: how far the ratio is from 1 is what the measurement can tell.")
  var control = false
  @Option(help: ArgumentHelp("The bank whose loading is timed.", valueName: "file"))
  var largeBank = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
  @Option(name: .customLong("song-file"), help: ArgumentHelp("The song that is rendered.", valueName: "file"))
  var song = "Presets/Songs/sixteen-sails.mid"
  @Option(help: ArgumentHelp("The bank that it is rendered with.", valueName: "file"))
  var songBank = "/usr/share/sounds/sf2/TimGM6mb.sf2"
  @Option(help: .hidden)
  var loading: LoadingSide?
  @Option(help: ArgumentHelp("Where the cost curves are drawn, as SVG.", valueName: "file"))
  var svg: String?
  @Option(
    help: ArgumentHelp(
      "Compare 256 voices quickly, and fail if libfluidsynth does not cost so many times as much.", valueName: "ratio"))
  var leastRatio: Double?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...4000).contains(voices) else { throw ValidationError("--voices is a number from 1 to 4000.") }
    guard pairs > 0, blocks > 0, periods > 0 else { throw ValidationError("Numbers of turns are at least 1.") }
    guard svg == nil || wanted.contains(.curves) else { throw ValidationError("--svg draws what --curves measures.") }
  }

  func run() throws {
    Scheduling.flushDenormals()
    if let loading, let bank { return try load(bank, with: loading) }
    if let leastRatio {
      guard try RatioGate(least: leastRatio).passes(sides: sides) else { throw ExitCode.failure }
      return
    }
    let report = try measured()
    if let svg { try CostChart(curves: report.curves).svg.write(toFile: svg, atomically: true, encoding: .utf8) }
    print(json ? try report.json() : report.text, terminator: "")
  }

  /// What a process of its own does: one side loads the bank, and says what that took.
  private func load(_ bank: String, with side: LoadingSide) throws {
    let settings = settings(interpolation, .none)
    let loading =
      switch side {
      case .wavesink: try BankLoading.measure { _ = try Wavesink(bank: .file(bank), settings: settings) }
      case .fluidsynth: try BankLoading.measure { _ = try FluidSynth(bank: bank, settings: settings) }
      }
    print(String(decoding: try JSONEncoder().encode(loading), as: UTF8.self))
  }
}

extension LoadingSide: ExpressibleByArgument {}
