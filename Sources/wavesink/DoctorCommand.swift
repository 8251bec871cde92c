// SPDX-License-Identifier: MIT
// wavesink doctor: whether this machine can play without gaps. Main thread.

import ArgumentParser
import AudioFile
import Doctor
import FoundationEssentials
import Glibc
import JackHost
import Playback
import Realtime
import Synthesis

/// Looks at what decides whether sound has gaps.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what on this machine stands in the way of sound without gaps.",
    discussion: """
      It looks at real-time priority, locked memory, groups, the JACK server, PipeWire, sound devices, processor and \
      kernel, judges each (good, attention, bad), and says what to do. It starts no server and changes nothing. A server \
      that hangs is given two seconds. The exit status is 0 whatever it finds.
      """)

  @OptionGroup var banks: BankOptions

  @Flag(help: "Findings and the facts behind them as JSON. Names may be added, and are never changed.")
  var json = false

  func run() throws {
    let files = SystemFiles()
    let account = Account.current()
    let environment = ProcessInfo.processInfo.environment
    // The banks come before the server, of which this process may lock some memory while it asks.
    let need = try memoryNeed()
    let examination = Examination(
      files: files, account: account, rights: .current(), need: need, answer: .ask(),
      pipeWire: PipeWireState(files, account: account, environment: environment), kernelSet: .best)
    let findings = examination.findings
    if json {
      try Console.show(DoctorReport(version: Wavesink.configuration.version, findings: findings).json())
    } else {
      try Console.show(DoctorPage(findings: findings).text)
    }
    // At once: the thread that asked a server may still wait for its answer.
    if case .silent = examination.answer { _exit(0) }
  }

  /// Loads the banks as an engine does, to see what they take and whether it can be locked.
  private func memoryNeed() throws(CommandFailure) -> MemoryNeed {
    let configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    var renderer = OfflineRenderer(configuration, blockFrames: 64, decoder: CompressedSample.decoder)
    var progress = DecodingProgress()
    let downloads = try renderer.download(banks.sources()) { progress.show($0) }
    progress.end()
    var need = MemoryNeed(byteCount: 0, isLocked: true)
    for download in downloads {
      try download.report(isLive: false)
      guard case .playing(let report) = download.outcome else { continue }
      need.byteCount += report.sampleByteCount
      need.isLocked = need.isLocked && report.isLocked
    }
    return need
  }
}
