// SPDX-License-Identifier: MIT
// What a measurement needs around it: a server, and what is measured. Main thread.

import Glibc
import Latency
import Realtime
import Synthesis

/// A server, one that runs or one of the tool's own, and the programs on it.
struct LatencyStage: ~Copyable {
  private static let usualPeriod = 256
  private let own: PrivateServer?
  private let period: PeriodChange?
  private let rate: SampleRate
  private let firstPeriod: Int
  /// The server's name; nil for the default one.
  var server: String? { own?.name }

  /// Finds the server, or starts one where none runs and none has to.
  init(_ subjects: [LatencySubject], _ method: LatencyMethod) throws {
    let firstPeriod = method.periods.first ?? LatencyStage.usualPeriod
    guard subjects.contains(where: \.needsServer) else {
      own = nil
      period = nil
      rate = SampleRate(hertz: UInt32(method.rate))
      self.firstPeriod = firstPeriod
      return
    }
    let own = try LatencyStage.serverIfNone(subjects, method, firstPeriod)
    let period = try PeriodChange(server: own?.name)
    let hertz = try PeriodChange.rate(server: own?.name)
    self.own = own
    self.period = period
    rate = SampleRate(hertz: UInt32(hertz))
    self.firstPeriod = firstPeriod
  }

  /// A server of the tool's own; nil where one runs.
  private static func serverIfNone(
    _ subjects: [LatencySubject], _ method: LatencyMethod, _ periodFrames: Int
  ) throws(LatencyError) -> PrivateServer? {
    do {
      _ = try PeriodChange.rate(server: nil)
      return nil
    } catch {
      guard case .noServer = error, !subjects.contains(where: \.needsRunningServer) else { throw error }
    }
    Console.notice("no JACK server is running: starting one without a sound card")
    return try PrivateServer(rate: method.rate, periodFrames: periodFrames)
  }

  deinit {
    // A server of somebody else gets back what it had.
    if own == nil, let period { try? period.set(period.original) }
    // Before a server of the tool's own: what a client leaves behind is taken away with it.
    period?.end()
  }

  /// Has the server another period.
  borrowing func setPeriod(_ frames: Int) throws { try period?.set(frames) }

  /// Measures one subject. `watch` ends it by answering false.
  borrowing func measure(
    _ subject: LatencySubject, _ request: MeasurementRequest, periodFrames: Int? = nil,
    _ watch: (MeasurementProgress) -> Bool
  ) throws -> LatencyResult {
    var surroundings = Surroundings(program: Wavesink.version)
    if subject.needsServer { try surroundings.describe(server: server) }
    surroundings.serverCommand = own?.command
    var run: MeasurementRun
    switch subject {
    case .target(let choice): run = try Measurement(request, target: choice).perform(watch)
    case .ports(let ports): run = try Measurement(request, ports: ports).perform(watch)
    case .launch(let command): run = try measure(command, request, watch)
    case .own(let synth): run = try measure(synth, request, watch)
    case .inProcess: return try measureEngine(request, surroundings, periodFrames ?? firstPeriod)
    }
    return LatencyResult(
      run: run, report: LatencyReport(run, request: request, surroundings: surroundings))
  }

  private borrowing func measure(
    _ command: String, _ request: MeasurementRequest, _ watch: (MeasurementProgress) -> Bool
  ) throws -> MeasurementRun {
    let synth = try LaunchedSynth(command, rate: rate, server: server, environment: own?.environment ?? [:])
    defer { synth.end() }
    var request = request
    request.awaitsSynth = true
    return try Measurement(request, ports: synth.ports).perform(watch)
  }

  /// Measures this program in a process of its own.
  private borrowing func measure(
    _ own: OwnSynth, _ request: MeasurementRequest, _ watch: (MeasurementProgress) -> Bool
  ) throws -> MeasurementRun {
    let command = own.command(program: LatencyStage.program, heldVoices: request.note.heldCount)
    let synth = try LaunchedSynth(
      command, texts: own.texts, rate: rate, server: server, environment: self.own?.environment ?? [:])
    defer { synth.end() }
    var request = request
    request.awaitsSynth = true
    var banks = RepeatedDownload(
      program: LatencyStage.program, bank: synth.bankPath, timesPerSecond: own.downloadsPerSecond)
    var run = try Measurement(request, ports: synth.ports).perform { progress in
      banks.turn()
      return watch(progress)
    }
    (run.downloadCount, run.failedDownloadCount) = (banks.count, banks.failedCount)
    run.target.name = own.title
    return run
  }

  private borrowing func measureEngine(
    _ request: MeasurementRequest, _ surroundings: Surroundings, _ periodFrames: Int
  ) throws -> LatencyResult {
    var configuration = Synthesizer.Configuration(rate: rate)
    configuration.hasEffects = false
    configuration.voiceLimit = max(configuration.voiceLimit, request.note.heldCount + 64)
    var loop = EngineLoop(configuration, periodFrames: periodFrames)
    do { try loop.loadImpulseBank() } catch {
      throw CommandFailure(status: .internalFault, sentence: "\(error)")
    }
    let run = loop.measure(request)
    return LatencyResult(run: run, report: LatencyReport(run, request: request, surroundings: surroundings))
  }

  /// The path of this program, quoted for a shell.
  private static var program: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// What the shell is told of it.
  static func failure(_ error: LatencyError) -> CommandFailure {
    switch error {
    case .noServer, .serverNotStarted, .refused, .serverGone:
      CommandFailure(status: .noServer, sentence: error.description)
    case .neverStops(_, 1...):
      CommandFailure(
        status: .badInput,
        sentence: "\(error): with sounds other than the tool's own bank it may take --threshold -40 --interval 400")
    default: CommandFailure(status: .badInput, sentence: error.description)
    }
  }
}
