// SPDX-License-Identifier: MIT
// Groups and outputs of the real program, changed while it plays. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct LayoutTests {
  @Test func `a held tone does not hear groups and outputs come and go, and its ports stay`() throws {
    let controlled = try ControlledStage()
    let stage = controlled.stage
    let held = try DisturbanceTests.Held([[0xB0, 91, 0], [0x90, 60, 127]], on: stage)
    for (arguments, last) in [
      (["outputs", "groups"], "group_1_right"), (["groups", "3"], "midi_in_3"),
      (["outputs", "channels"], "ch_3_16_right"),
      (["groups", "2"], "ch_2_16_right"), (["outputs", "stereo"], "out_2"), (["groups", "1"], "midi_in_1"),
    ] {
      let reply = try controlled.ctl(arguments[0], arguments[1])
      #expect(reply.status == 0)
      #expect(try controlled.ctl(arguments[0]).output == arguments[1] + "\n")
      #expect(held.source.ports("^wavesink:").contains("wavesink:\(last)"), "after \(arguments)")
      #expect(held.source.connections(of: "source:out") == [Stage.input])
      let (outputs, groups) = try controlled.report().engine.map { ($0.outputs, $0.groups) } ?? ("", 0)
      #expect(arguments[0] == "outputs" ? outputs == arguments[1] : "\(groups)" == arguments[1])
      #expect(held.source.ports("^wavesink:midi_in").count == groups)
      usleep(100_000)
    }
    #expect(Set(held.source.ports("^wavesink:")) == [Stage.input, Stage.outputs.left, Stage.outputs.right])
    #expect(held.source.connections(of: "sink:left") == [Stage.outputs.left], "the sound has gone there all the time")
    let after = try controlled.report()
    #expect(after.voicesSounding == 1)
    let recording = held.sink.recording()
    let found = Periodicity(of: recording.left)
    #expect(found.peak > 0.1 && found.compared > recording.left.count / 2)
    // PipeWire (0.3.65) leaves a client out of a cycle now and then when its ports change, and tells nobody: a cycle of silence,
    // which the client counts.
    let leftOut = ServerKind.chosen == .pipeWire ? Int(after.counters["cyclesMissed"] ?? 0) : 0
    let lost = recording.xruns + leftOut
    #expect(found.jumps <= lost, "\(found), gaps: \(recording.gaps), periods lost: \(lost)")
  }

  @Test(
    .enabled(if: ServerKind.chosen == .jack, "PipeWire leaves clients out of cycles while their ports come"),
    arguments: [(groups: 1, pairs: 16), (2, 32), (4, 64)])
  func `the last of many outputs plays at the frame of its event`(groups: Int, pairs: Int) throws {
    let controlled = try ControlledStage(bank: .step)
    #expect(try controlled.ctl("groups", "\(groups)").status == 0)
    #expect(try controlled.ctl("outputs", "channels").status == 0)
    let outputs = (left: "wavesink:ch_\(groups)_16_left", right: "wavesink:ch_\(groups)_16_right")
    let trial = try Trial.run(
      on: controlled.stage.server, to: "wavesink:midi_in_\(groups)", from: outputs,
      messages: [0, 557, 1114].map { ([0x9F, 60, 127], $0) }, tailFrames: 0)
    #expect(trial.recording.onsets() == trial.frames, "disturbances: \(trial.disturbances)")
    let control = try ProbeClient("control", on: controlled.stage.server)
    #expect(control.ports("^wavesink:ch_").count == 2 * pairs)
  }

  @Test func `what is asked for while the server is away holds for the next one, with its connections`() throws {
    let controlled = try ControlledStage()
    let stage = controlled.stage
    let patchbay = try ProbeClient("patchbay", on: stage.server)
    #expect(patchbay.connect(Stage.outputs.left, "system:playback_1"))
    usleep(300_000)
    stage.server.crash()
    patchbay.close()
    #expect(stage.hears("the JACK server went away"))
    #expect(try controlled.ctl("outputs", "groups").status == 0)
    #expect(try controlled.ctl("groups", "2").status == 0)
    #expect(try controlled.ctl("outputs").output == "groups\n" && controlled.ctl("groups").output == "2\n")
    try stage.server.start()
    #expect(stage.hears("reconnected after "), "\(stage.program.errors)")
    let control = try ProbeClient("control", on: stage.server)
    #expect(waitUntil(seconds: 2) { control.connections(of: "system:playback_1").contains("wavesink:group_1_left") })
    #expect(control.ports("^wavesink:").count == 6)
    #expect(try controlled.report().engine?.groups == 2)
  }

  @Test(.enabled(if: ServerKind.chosen == .jack))
  func `a server without room for the ports keeps what there was`() throws {
    let controlled = try ControlledStage()
    let crowd = try (0..<2).map { try ProbeClient("crowd-\($0)", on: controlled.stage.server) }
    for client in crowd {
      for number in 0..<600 {
        unsafe _ = try client.register("port-\(number)", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput)
      }
    }
    #expect(try controlled.ctl("groups", "32").status == 0)
    #expect(try controlled.ctl("outputs", "channels").status == 65)
    #expect(try controlled.ctl("outputs").output == "stereo\n")
    #expect(crowd[0].ports("^wavesink:").count == 34)
    #expect(try controlled.ctl("note", "60", "127").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 1 })
  }

  @Test func `what cannot be is refused with a sentence, and nothing has changed`() throws {
    let controlled = try ControlledStage()
    for arguments in [["groups", "33"], ["groups", "0"], ["outputs", "quadro"]] {
      #expect(try controlled.ctl(arguments[0], arguments[1]).status == 64)
    }
    #expect(throws: ControlClient.Failure.self) {
      try controlled.client.ask(OSCMessage("/wavesink/outputs", .string("quadro")))
    }
    let control = try ProbeClient("control", on: controlled.stage.server)
    #expect(control.ports("^wavesink:").count == 3)
  }
}
