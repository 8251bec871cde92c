// SPDX-License-Identifier: MIT
// How much later than its event a note sounds, and what the server is told of it.

import CJack
import Testing

@Suite(.serialized) struct LatencyTests {
  @Test func `what the limiter looks ahead is the latency that the server is told`() throws {
    let stage = try Stage(hasEffects: true)
    let trial = try stage.notes(at: [0])
    let onset = try #require(trial.recording.onsets().first)
    let probe = try ProbeClient("latency", on: stage.server)
    let latency = probe.latency(of: Stage.outputs.left, JackCaptureLatency)
    #expect(onset &- trial.frames[0] == latency, "disturbances: \(trial.disturbances)")
    #expect(latency > 0 && Double(latency) <= 0.0015 * Double(stage.server.rate))
  }

  @Test func `without effects a note has no latency`() throws {
    let stage = try Stage()
    let probe = try ProbeClient("latency", on: stage.server)
    #expect(probe.latency(of: Stage.outputs.right, JackCaptureLatency) == 0)
  }
}
