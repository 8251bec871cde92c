// SPDX-License-Identifier: MIT
// The command line of the benchmarks.

import ArgumentParser
import Foundation
import Synthesis

/// Measures the synthesizer beside libfluidsynth.
@main struct WavesinkBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wavesink-bench",
    abstract: "Measures the cost of a voice and the time of a period, beside libfluidsynth.")

  @Option(help: "Notes that are held, each one voice (1 to 500).")
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
  @Option(help: .hidden)
  var loading: LoadingSide?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...500).contains(voices) else { throw ValidationError("--voices is a number from 1 to 500.") }
    guard pairs > 0, blocks > 0, periods > 0 else { throw ValidationError("Numbers of turns are at least 1.") }
  }

  func run() throws {
    Scheduling.flushDenormals()
    if let loading, let bank { return try load(bank, with: loading) }
    try measure()
  }

  private func measure() throws {
    var report = Report(machine: Machine(), comparisons: [], periods: [])
    for settings in cases {
      let sides = try sides(settings)
      report.comparisons.append(
        try Comparison(sides[0], sides[1], settings, pairCount: pairs, blockCount: blocks))
      guard settings.filter == .still || bank != nil else { continue }
      for synth in control ? [sides[0]] : sides { report.periods.append(timedPeriods(synth)) }
    }
    report.loading =
      try FileManager.default.fileExists(atPath: largeBank) ? LoadingComparison(bank: largeBank, pairCount: pairs) : nil
    print(json ? try report.json() : report.text, terminator: "")
  }

  /// Everything that is compared: each filter, and the best interpolation against the peer's usual one. A bank from
  /// outside has the filters that it has.
  private var cases: [BenchSettings] {
    guard bank == nil else { return [settings(interpolation, .none)] }
    let filters = VoiceFilter.allCases.map { settings(interpolation, $0) }
    guard interpolation == .cubic, !control else { return filters }
    return filters + [
      BenchSettings(voiceCount: voices, interpolation: .sinc, peerInterpolation: .cubic, filter: .none)
    ]
  }

  private func settings(_ interpolation: Interpolation, _ filter: VoiceFilter) -> BenchSettings {
    BenchSettings(voiceCount: voices, interpolation: interpolation, peerInterpolation: interpolation, filter: filter)
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

  private func timedPeriods(_ synth: any BenchedSynth) -> Report.Periods {
    Scheduling.inRealTime { isRealTime in
      let times = Report.periodLengths.map { PeriodTimes(synth, frames: $0, voiceCount: voices, count: periods) }
      return Report.Periods(
        title: synth.title, voiceCount: voices, count: periods, isRealTime: isRealTime, times: times)
    }
  }

  /// Two synthesizers with their banks loaded.
  private func sides(_ settings: BenchSettings) throws -> [any BenchedSynth] {
    [try control ? fluidSynth(settings) : wavesink(settings), try fluidSynth(settings)]
  }

  private func wavesink(_ settings: BenchSettings) throws -> Wavesink {
    let source =
      if let bank { BankSource.file(bank) } else {
        BankSource.bytes(BenchBank(filter: settings.filter).bytes, name: "the built-in bank")
      }
    return try Wavesink(bank: source, settings: settings)
  }

  private func fluidSynth(_ settings: BenchSettings) throws -> FluidSynth {
    if let bank { return try FluidSynth(bank: bank, settings: settings) }
    return try BenchBank(filter: .none).withFile { try FluidSynth(bank: $0, settings: settings) }
  }
}

extension LoadingSide: ExpressibleByArgument {}
