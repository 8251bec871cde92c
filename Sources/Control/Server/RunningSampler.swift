// SPDX-License-Identifier: MIT
// Averages over seconds of sound. Control threads.

import Realtime
import Synchronization
import Synthesis

/// Sums up seconds of sound. One control thread.
struct RunningSampler {
  /// Both sides of all outputs.
  private(set) var meter = PeakMeter()
  /// What was there when the second at hand began.
  private var begin: Sample?
  /// The last whole second; nil before there was one.
  private(set) var last: RunningStatistics?

  /// What an engine and its client have come to so far.
  private struct Sample {
    let frames: Int64
    let voiceFrames: Int64
    let busyNanoseconds: Int64
    let busyFrames: Int64
    let notesLost: UInt64
    /// Callbacks by how long they took.
    let cycles: [UInt64]

    init(_ statistics: borrowing Statistics) {
      frames = statistics.integer(.framesRendered)
      voiceFrames = statistics.integer(.voiceFrames)
      busyNanoseconds = statistics.integer(.busyNanoseconds)
      busyFrames = statistics.integer(.busyFrames)
      cycles = (0..<Statistics.cycleClassCount).map { statistics.cycles(ofClass: $0) }
      notesLost = RunningSampler.lossCounters.reduce(0) { $0 + statistics.value(of: $1) }
    }
  }

  private static let lossCounters: [Statistics.Counter] = [.eventsLost, .notesStale, .voicesRefused, .voicesStolen]

  /// Looks whether a second is over. `rate`: of the engine; nil without one, and then it begins anew.
  mutating func look(
    _ statistics: borrowing Statistics, rate: SampleRate?, memory: SampleMemory.Usage,
    at time: ContinuousClock.Instant = .now
  ) {
    let peak = PeakMeter.Peak(
      left: statistics.take(gauge: .peakLeft), right: statistics.take(gauge: .peakRight),
      reduction: statistics.take(gauge: .limiterReduction))
    guard let rate else { return self = RunningSampler() }
    meter.take(peak, at: time)
    guard let begin else {
      _ = meter.takeSecond()
      _ = statistics.take(gauge: .longestCycle)
      return self.begin = Sample(statistics)
    }
    guard statistics.integer(.framesRendered) &- begin.frames >= Int64(rate.hertz) else { return }
    let now = Sample(statistics)
    let frames = now.frames &- begin.frames
    let voices = Double(now.voiceFrames &- begin.voiceFrames) / Double(frames)
    let heard = Double(now.busyFrames &- begin.busyFrames) / Double(rate.hertz)
    let load = heard > 0 ? Double(now.busyNanoseconds &- begin.busyNanoseconds) / 1e9 / heard : 0
    let greatest = meter.takeSecond()
    last = RunningStatistics(
      seconds: Double(frames) / Double(rate.hertz), voices: voices, load: load,
      loadPerVoice: voices > 0 ? load / voices : nil, notesLost: now.notesLost &- begin.notesLost,
      peak: greatest > 0 ? Decibels(amplitude: greatest).value : nil, memoryUsed: memory.used,
      memoryFree: max(0, memory.allowed - memory.used),
      callback: CallbackReport(
        zip(now.cycles, begin.cycles).map { $0 &- $1 }, worst: statistics.take(gauge: .longestCycle)))
    self.begin = now
  }
}

extension Studio {
  /// Looks whether another second is over. Thread: the control server's.
  func sampleRunning() {
    let memory = downloader.sampleMemory.usage
    running.withLock { $0.look(statistics, rate: form?.rate, memory: memory) }
  }
}
