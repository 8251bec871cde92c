// SPDX-License-Identifier: MIT
// Measures what the command line asks for, one thing after the other.

import Foundation

extension WavesinkBench {
  /// The parts that were asked for; all of them where none was, or what can be said about a bank from outside.
  var wanted: [Section] {
    if !sections.isEmpty { return sections }
    return bank == nil && !control ? Section.allCases : [.cost, .times, .bankLoading]
  }

  /// Measures everything that is wanted.
  func measured() throws -> Report {
    var report = Report(machine: Machine())
    for section in wanted {
      switch section {
      case .cost: report.comparisons = try cases.map(compared)
      case .times: report.periods = try timed()
      case .curves: report.curves = try curves()
      case .quality: report.quality = try Quality()
      case .bankLoading: try measureLoading(&report)
      }
    }
    return report
  }

  private func compared(_ settings: BenchSettings) throws -> Comparison {
    let sides = try sides(settings)
    return try Comparison(sides[0], sides[1], settings, pairCount: pairs, blockCount: blocks)
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

  private func timed() throws -> [Report.Periods] {
    let sides = try sides(settings(interpolation, bank == nil ? .still : .none))
    return try (control ? [sides[0]] : sides).map { synth in
      try Comparison.hold(synth, voices)
      return Scheduling.inRealTime { isRealTime in
        let times = Report.periodLengths.map { PeriodTimes(synth, frames: $0, voiceCount: voices, count: periods) }
        return Report.Periods(
          title: synth.title, voiceCount: voices, count: periods, isRealTime: isRealTime, times: times)
      }
    }
  }

  private func curves() throws -> [CostCurve] {
    let voices = CostCurve.voiceCounts.map { (voices: $0, frames: BenchSettings.blockFrames) }
    let periods = Report.periodLengths.map { (voices: 256, frames: $0) }
    return [
      try CostCurve(over: .voices, voices, pairCount: pairs, sides: sides),
      try CostCurve(over: .period, periods, pairCount: pairs, sides: sides),
    ]
  }

  private func measureLoading(_ report: inout Report) throws {
    guard FileManager.default.fileExists(atPath: largeBank) else {
      return report.notes.append("\(largeBank) is not there: its loading was not measured.")
    }
    report.loading = try LoadingComparison(bank: largeBank, pairCount: pairs)
  }

  func settings(_ interpolation: Interpolation, _ filter: VoiceFilter) -> BenchSettings {
    BenchSettings(voiceCount: voices, interpolation: interpolation, peerInterpolation: interpolation, filter: filter)
  }

  /// Two synthesizers with their banks loaded.
  func sides(_ settings: BenchSettings) throws -> [any BenchedSynth] {
    [try control ? fluidSynth(settings) : wavesink(settings), try fluidSynth(settings)]
  }
}
