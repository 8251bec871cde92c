// SPDX-License-Identifier: MIT
// When a note of the real program begins.

import CJack
import Testing

@Suite(.serialized) struct OnsetTests {
  @Test(arguments: [16, 64, 480, 1024])
  func `a note begins at the frame of its event, wherever in the period that lies`(period: Int) throws {
    let stage = try Stage(period: period)
    // 77 frames more than a period, and never the same place in it twice in a row.
    let trial = try stage.notes(at: (0..<24).map { $0 * (max(period, 64) + 77) })
    #expect(trial.recording.onsets() == trial.frames, "disturbances: \(trial.disturbances)")
    let first = try #require(trial.recording.onsets().first)
    let sample = trial.recording.left[Int(first &- trial.recording.firstFrame)]
    #expect(abs(sample / Stage.firstSample - 1) < 0.01, "and begins with the first sample of its wave")
    let isCentred = trial.recording.left == trial.recording.right
    #expect(isCentred)
  }

  @Test func `the period may change while it plays`() throws {
    let stage = try Stage(period: 64)
    for period in [1024, 16, 480] {
      try stage.server.changePeriod(to: period)
      let trial = try stage.notes(at: [0, 557, 1114])
      #expect(trial.recording.onsets() == trial.frames, "period \(period), disturbances \(trial.disturbances)")
    }
  }

  @Test func `periods may follow each other in any order`() throws {
    let stage = try Stage(period: 256)
    var state: UInt64 = 1
    for _ in 0..<6 {
      // Knuth's MMIX generator; periods of 16 to 4111 frames, most of them no power of two.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let period = 16 + Int(state >> 52)
      try stage.server.changePeriod(to: period)
      let trial = try stage.notes(at: [0, 557, 1114])
      #expect(trial.recording.onsets() == trial.frames, "period \(period), disturbances \(trial.disturbances)")
    }
  }

  @Test(.enabled(if: ServerKind.chosen == .jack, ServerKind.ownFreewheel))
  func `freewheeling does it no harm`() throws {
    let stage = try Stage()
    let control = try ProbeClient("control", on: stage.server)
    let isOn = unsafe jack_set_freewheel(control.handle, 1)
    #expect(isOn == 0)
    _ = waitUntil(seconds: 0.2) { false }
    let isOff = unsafe jack_set_freewheel(control.handle, 0)
    #expect(isOff == 0)
    let trial = try stage.notes(at: [0, 557, 1114])
    #expect(trial.recording.onsets() == trial.frames)
  }
}
