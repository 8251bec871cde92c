// SPDX-License-Identifier: MIT
// Averages of the last second. The test's own thread.

import Realtime
import Synthesis
import Testing

@testable import Control

final class RunningTests {
  private let statistics = Statistics()
  private let memory = SampleMemory(limit: 1000).usage
  private static let rate = SampleRate(hertz: 48_000)

  /// So many frames with so many voices, each with 2 µs of the callback for 48 frames, and a sample of this height.
  private func play(frames: Int64, voices: Int64, height: Double = 0) {
    statistics.grow(by: frames, gauge: .framesRendered)
    statistics.grow(by: frames * voices, gauge: .voiceFrames)
    statistics.grow(by: frames, gauge: .busyFrames)
    statistics.grow(by: frames / 48 * 2000 * voices, gauge: .busyNanoseconds)
    statistics.raise(height, gauge: .peakLeft)
    statistics.raise(height / 2, gauge: .peakRight)
  }

  @Test func `voices, load, peak and losses are those of the last second`() throws {
    var sampler = RunningSampler()
    play(frames: 96_000, voices: 77, height: 1)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    #expect(sampler.last == nil, "what was before is not in a second")
    play(frames: 24_000, voices: 10, height: 0.5012)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    #expect(sampler.last == nil, "half of a second is none")
    play(frames: 24_000, voices: 30, height: 0.1)
    statistics.add(2, to: .voicesStolen)
    statistics.add(1, to: .notesStale)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    let second = try #require(sampler.last)
    #expect(second.seconds == 1 && second.voices == 20 && second.notesLost == 3)
    // 20 voices of 2 µs in each ms.
    #expect(abs(second.load - 0.04) < 1e-9 && abs((second.loadPerVoice ?? 0) - 0.002) < 1e-9)
    #expect(abs((second.peak ?? 0) + 6) < 0.01)
    #expect(second.memoryUsed == 0 && second.memoryFree == 1000)
    play(frames: 48_000, voices: 0)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    let silent = try #require(sampler.last)
    #expect(silent.voices == 0 && silent.loadPerVoice == nil && silent.peak == nil && silent.notesLost == 0)
  }

  @Test func `a meter shows the last moments, to whoever asks, and falls`() {
    var sampler = RunningSampler()
    let start = ContinuousClock.now
    for (milliseconds, height, shown) in [
      (0, 0.5, 0.5), (20, 0.1, 0.5), (49, 0, 0.5), (60, 0.2, 0.5), (99, 0, 0.5), (120, 0, 0.2), (180, 0, 0),
    ] {
      play(frames: 48, voices: 1, height: height)
      sampler.look(statistics, rate: Self.rate, memory: memory, at: start + .milliseconds(milliseconds))
      #expect(sampler.meter.shown == PeakMeter.Peak(left: shown, right: shown / 2), "at \(milliseconds) ms")
      #expect(sampler.meter.shown.left == shown, "nobody takes it away")
    }
  }

  @Test func `callbacks are told by their halves, hundredths and worst of the last second`() throws {
    var sampler = RunningSampler()
    statistics.countCycle(part: 7)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    for _ in 0..<9 {
      for part in [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3] { statistics.countCycle(part: part) }
    }
    for _ in 0..<7 { statistics.countCycle(part: 0.3) }
    for part in [0.5, 0.9, 1.25] { statistics.countCycle(part: part) }
    play(frames: 48_000, voices: 1)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    let callback = try #require(sampler.last?.callback)
    #expect(abs(callback.p50 / 0.1 - 1) < 0.0625 && abs(callback.p99 / 0.9 - 1) < 0.0625)
    #expect(callback.worst == 1.25, "what was before is not in it")
    play(frames: 48_000, voices: 1)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    #expect(sampler.last != nil && sampler.last?.callback == nil, "none came")
    statistics.countCycle(part: 0.25)
    play(frames: 48_000, voices: 1)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    #expect(sampler.last?.callback?.worst == 0.25 && sampler.last?.callback?.p50 == 0.25)
  }

  @Test func `with another engine it begins anew`() {
    var sampler = RunningSampler()
    sampler.look(statistics, rate: Self.rate, memory: memory)
    play(frames: 48_000, voices: 5)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    #expect(sampler.last?.voices == 5)
    sampler.look(statistics, rate: nil, memory: memory)
    #expect(sampler.last == nil)
    play(frames: 48_000, voices: 9)
    sampler.look(statistics, rate: Self.rate, memory: memory)
    #expect(sampler.last == nil)
  }
}
