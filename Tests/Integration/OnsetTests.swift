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
    // At 0 dB, velocity 127 and centre pan −3.01 dB a side; controller 7 begins at 100, whose gain is (100 / 127)².
    let expected: Float = 0.7071 * 100 * 100 / (127 * 127)
    #expect(abs(sample / expected - 1) < 0.01, "the first sample is the wave's first sample")
    let isCentred = trial.recording.left == trial.recording.right
    #expect(isCentred)
  }

  @Test func `the period may change while it plays`() throws {
    let stage = try Stage(period: 64)
    for period in [1024, 16, 480] {
      let control = try ProbeClient("control", on: stage.server)
      control.period = period
      control.close()
      let trial = try stage.notes(at: [0, 557, 1114])
      #expect(trial.recording.onsets() == trial.frames, "period \(period), disturbances \(trial.disturbances)")
    }
  }

  @Test func `freewheeling does it no harm`() throws {
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
