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
      case .load: try measureLoad(&report)
      case .threads: report.threads = try threads()
      case .idle: report.idle = try IdleCost(SilentSynths.all(), turnCount: pairs)
      case .song: try measureSong(&report)
      case .quality: report.quality = try Quality()
      case .bankLoading: try measureLoading(&report)
      case .sandboxes: try measureSandboxes(&report)
      case .hosts: measureHosts(&report)
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
      return Report.Periods(synth, Report.periodLengths, voiceCount: voices, count: periods)
    }
  }

  /// Many voices, and many notes at once: the goals of the project are told in percent of a period.
  private func measureLoad(_ report: inout Report) throws {
    let dense = BenchSettings(
      voiceCount: 512, interpolation: .cubic, peerInterpolation: .cubic, filter: .none)
    report.densePeriods = try sides(dense).map { synth in
      try Comparison.hold(synth, dense.voiceCount)
      return Report.Periods(synth, [BenchSettings.blockFrames], voiceCount: dense.voiceCount, count: 4 * periods)
    }
    var burst = dense
    burst.voiceCount = BurstTimes.heldCount + BurstTimes.burstCount
    report.bursts = try sides(burst).map { synth in
      try Comparison.hold(synth, BurstTimes.heldCount)
      return try BurstTimes(synth, repeatCount: 10 * pairs)
    }
  }

  private func threads() throws -> ThreadScaling {
    var settings = BenchSettings(
      voiceCount: ThreadScaling.voiceCount, interpolation: .cubic, peerInterpolation: .cubic, filter: .none)
    return try ThreadScaling(threadCount: 2, pairCount: pairs) { count in
      settings.renderThreads = count
      return try wavesink(settings)
    }
  }

  private func measureSong(_ report: inout Report) throws {
    for file in [song, songBank] where !FileManager.default.fileExists(atPath: file) {
      return report.notes.append("\(file) is not there: no song was rendered.")
    }
    guard let programs = SongPrograms() else {
      return report.notes.append("The programs wavesink and fluidsynth are not both there: no song was rendered.")
    }
    report.song = try SongComparison(song: song, bank: songBank, programs: programs, pairCount: max(1, pairs / 4))
  }

  private func measureSandboxes(_ report: inout Report) throws {
    do {
      report.sandboxes = try SandboxCost(periodCount: periods)
      report.chains = try ChainCost(periodCount: periods)
    } catch {
      report.notes.append("No sandbox was measured: \(error).")
    }
  }

  private func measureHosts(_ report: inout Report) {
    do { report.hosts = try HostComparison(turnCount: max(1, pairs / 4)) } catch {
      report.notes.append("No hosts were compared: \(error).")
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
