// SPDX-License-Identifier: MIT
// From what was seen to what is said of it. Any thread but audio.

import Realtime

extension LatencyReport {
  /// Thread: any but audio.
  public init(_ run: MeasurementRun, request: MeasurementRequest, surroundings: Surroundings) {
    let latencies = Distribution(run.fates.compactMap(\.latencyFrames))
    let rate = Double(run.rate.hertz)
    let lateAfter = Int(request.lateAfterSeconds * rate)
    let direct = Distribution(run.fates.compactMap { fate in fate.directFrame.map { $0 - fate.sentFrame } })
    self.surroundings = surroundings
    target = run.target.name
    midiInput = run.target.midi
    audioOutputs = run.target.audio
    plan = PlanReport(run, request: request, lateAfterFrames: lateAfter)
    events = EventCounts(run.fates, lateAfterFrames: lateAfter, isStuck: run.isStuck)
    latency = LatencySummary(latencies, scale: 1e6 / rate)
    calibrationLeast = direct.isEmpty ? nil : direct.least
    calibrationMost = direct.isEmpty ? nil : direct.most
    uncertaintyFrames = run.fates.map(\.uncertaintyFrames).max() ?? 0
    let shape = PhaseShape(run.fates, toleranceFrames: plan.onsetToleranceFrames)
    phase = shape?.name
    if case .staircase(let frames) = shape { phaseBlockFrames = frames }
    histogram = latencies.counts.map { LatencyCount(frames: $0.value, count: $0.count) }
    let period = Double(run.plan.periodFrames) / rate * 1e6
    sender = CallbackReport(run.sender, periodMicroseconds: period)
    listener = CallbackReport(run.listener, periodMicroseconds: period)
    xruns = run.xrunCount
    longestXrunMicroseconds = run.longestXrunMicroseconds
    unseen = run.unseenCount
    reported = run.reported.map { reported in
      ReportedFrames(
        captureLeast: reported.captureLeast, captureMost: reported.captureMost,
        playbackLeast: reported.playbackLeast, playbackMost: reported.playbackMost,
        measuredLessReported: latencies.isEmpty ? nil : latencies.percentile(50) - reported.captureMost)
    }
    failure = run.failure?.description
    wasStopped = run.wasStopped
  }
}

extension PlanReport {
  fileprivate init(_ run: MeasurementRun, request: MeasurementRequest, lateAfterFrames: Int) {
    rate = Int(run.rate.hertz)
    periodFrames = run.plan.periodFrames
    periodChanged = run.fates.contains { $0.periodFrames != run.plan.periodFrames }
    notes = run.plan.noteCount
    warmUp = run.warmUpCount
    intervalFrames = run.plan.intervalFrames
    lengthFrames = run.plan.lengthFrames
    if case .impulse = run.method { onset = "impulse" } else { onset = "rise" }
    thresholdDecibels = run.method.thresholdDecibels
    self.lateAfterFrames = lateAfterFrames
    held = request.note.heldCount
    downloads = run.downloadCount
    failedDownloads = run.failedDownloadCount
  }
}
