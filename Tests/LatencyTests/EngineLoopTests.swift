// SPDX-License-Identifier: MIT
// The engine itself, without a server. The test's own thread.

import Realtime
import Synthesis
import Testing

@testable import Latency

struct EngineLoopTests {
  private func run(
    period: Int, notes: Int = 300, rate: UInt32 = 48_000, held: Int = 0, hasEffects: Bool = false
  ) throws -> MeasurementRun {
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: rate))
    configuration.hasEffects = hasEffects
    var loop = EngineLoop(configuration, periodFrames: period)
    try loop.loadImpulseBank()
    var request = MeasurementRequest()
    request.noteCount = notes
    request.warmUpCount = 10
    request.intervalSeconds = 0.01
    request.note.heldCount = held
    return loop.measure(request)
  }

  @Test(arguments: [1, 16, 64, 480, 1024, 2048])
  func `every note sounds at its frame, whatever the period`(period: Int) throws {
    let run = try run(period: period)
    let latencies = run.fates.map { $0.latencyFrames ?? -1 }
    #expect(latencies == [Int](repeating: 0, count: 300))
    #expect(run.fates.allSatisfy { $0.doublingCount == 0 && $0.uncertaintyFrames == 0 } && !run.isStuck)
    #expect(PhaseShape(run.fates) == .flat)
  }

  @Test func `the same numbers come out every time, under a load too`() throws {
    let first = try run(period: 256, held: 200)
    let second = try run(period: 256, held: 200)
    #expect(first.fates == second.fates)
    #expect(first.fates.allSatisfy { $0.latencyFrames == 0 })
  }

  @Test func `the limiter's look-ahead is the same for every note`() throws {
    let run = try run(period: 64, hasEffects: true)
    let all = Distribution(run.fates.compactMap(\.latencyFrames))
    #expect(all.values.count == 300 && all.span == 0 && all.least > 0)
  }
}
