// SPDX-License-Identifier: MIT
// wavesink latency: from a MIDI note to the first sample of its sound. Main thread.

import ArgumentParser
import Latency
import Realtime

/// Measures a synth: Wavesink, one that runs, or one that it starts.
struct LatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "Measure the time from a MIDI note to the first sample of its sound.",
    discussion: """
      Alone it starts what it needs and measures Wavesink. --target measures any JACK synth that runs, --launch one that \
      it starts; several are measured in turn and shown side by side. Notes are sent on a fixed schedule, at every place of \
      the period, and each is accounted for. With the tool's own bank ({dls} and {sf2} in a command) onsets are exact to \
      the frame; with other sounds use --threshold.

        wavesink latency
        wavesink latency --compare --launch 'fluidsynth -a jack -m jack -i -s -R 0 -C 0 {sf2}'

      With a limit (--max-jitter-frames 0) it is a check: the exit status is 1 where a limit is exceeded. It is 65 where \
      what is measured cannot be, and 69 where there is no JACK server, or it went away; the numbers so far are shown.
      """)

  @OptionGroup var subjects: LatencySubjects

  @OptionGroup var method: LatencyMethod

  @OptionGroup var limits: LatencyLimits

  @OptionGroup var output: LatencyOutput

  func validate() throws {
    let periods = method.periods.count * method.held.count
    if output.writesFiles, subjects.count * max(1, periods) > 1 {
      throw ValidationError(
        "--csv, --hgrm and --svg are for one measurement, and there are \(subjects.count * max(1, periods))")
    }
  }

  func run() throws {
    var stop = StopSignals()
    var results: [LatencyResult] = []
    var failure: CommandFailure?
    do {
      try subjects.each(method) { subject, stage, period, held in
        guard failure == nil, !stop.take() else { return }
        var line = LatencyProgressLine(subject.title, period: period)
        let request = method.request(held: held, server: stage.server)
        let result = try stage.measure(subject, request, periodFrames: period) { progress in
          line.show(progress)
          return !stop.take()
        }
        line.end()
        results.append(result)
        if let reason = result.run.failure { failure = LatencyStage.failure(reason) }
      }
    } catch let error as CommandFailure {
      failure = failure ?? error
    } catch let error as LatencyError {
      // After a server has gone its next period cannot be set either.
      failure = failure ?? LatencyStage.failure(error)
    }
    try output.show(results)
    if let failure { throw failure }
    let faults = results.flatMap { limits.limits.faults(in: $0.report) }
    for fault in faults.dropLast() { Console.error(fault) }
    if let last = faults.last { throw CommandFailure(status: .limitExceeded, sentence: last) }
  }
}
