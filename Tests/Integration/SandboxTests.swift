// SPDX-License-Identifier: MIT
// Plug-ins in processes of their own, at a real server. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct SandboxTests {
  private static let piano = "http://drobilla.net/plugins/mda/EPiano"
  private static let outputs = (left: "wavesink:group_2_left", right: "wavesink:group_2_right")

  private static func stage(_ mode: String?) throws -> ControlledStage {
    let controlled = try ControlledStage(bank: .tone)
    #expect(try controlled.ctl("groups", "2").status == 0)
    #expect(try controlled.ctl("outputs", "groups").status == 0)
    let more = mode.map { ["--mode", $0] } ?? []
    #expect(try controlled.run(["ctl", "miniport", "2", piano] + more).status == 0)
    // A source that was there before comes back with the connections that it had, those to the first group too.
    #expect(try controlled.ctl("thru", "1", "none").status == 0)
    return controlled
  }

  /// The process that hosts its plug-in.
  private static func sandbox(of controlled: ControlledStage) -> Int32? {
    let parent = controlled.stage.program.processIdentifier
    // A child belongs to the thread that has started it.
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
    let numbers = threads.compactMap {
      try? String(contentsOfFile: "/proc/\(parent)/task/\($0)/children", encoding: .utf8)
    }
    return numbers.joined(separator: " ").split(separator: " ").compactMap { Int32($0) }.first { child in
      (try? String(contentsOfFile: "/proc/\(child)/comm", encoding: .utf8))?.hasPrefix("wavesink-sandbo") == true
    }
  }

  /// The sound of two notes of the plug-in, and how far after the first message it begins.
  private static func sound(_ controlled: ControlledStage) throws -> (samples: [Float], delay: Int32) {
    let trial = try Trial.run(
      on: controlled.stage.server, to: "wavesink:midi_in_2", from: outputs,
      messages: [
        (bytes: [0x90, 60, 127], offset: 0), (bytes: [0x90, 64, 90], offset: 1001),
        (bytes: [0x80, 60, 0], offset: 3000),
        (bytes: [0xB0, 120, 0], offset: 6000),
      ], tailFrames: 2000)
    let onset = trial.recording.onsets(threshold: 1e-3, silence: 2000).first ?? trial.frames[0]
    let start = Int(onset &- trial.recording.firstFrame)
    return (Array(trial.recording.left[start..<start + 5000]), Int32(bitPattern: onset &- trial.frames[0]))
  }

  @Test
  func `in a sandbox it sounds as in the process, to the bit and at the same frame, and pipelined one period later`()
    throws
  {
    let own = try Self.sound(Self.stage("in-process"))
    let synchronous = try Self.sound(Self.stage(nil))
    let pipelined = try Self.sound(Self.stage("pipelined"))
    #expect(own.samples.contains { abs($0) > 0.01 })
    let isEqual = own.samples == synchronous.samples
    #expect(isEqual)
    #expect(synchronous.delay == own.delay)
    let isEqualLater = own.samples == pipelined.samples
    #expect(isEqualLater)
    #expect(pipelined.delay == own.delay + 256)
  }

  @Test func `killed again and again it comes back in time, and the held tone of the synthesizer does not hear it`()
    throws
  {
    let controlled = try Self.stage(nil)
    let stage = controlled.stage
    #expect(try controlled.ctl("thru", "1", "self").status == 0)
    let held = try DisturbanceTests.Held(
      [[0xB0, 91, 0], [0x90, 60, 127]], on: stage, output: "wavesink:group_1_left")
    var times: [Double] = []
    // Twice at once, then with the time that lets a sandbox count as well begun.
    for _ in 0..<2 {
      let first = try #require(Self.sandbox(of: controlled))
      kill(first, SIGKILL)
      let start = Date()
      #expect(
        waitUntil(seconds: 3) {
          guard let now = Self.sandbox(of: controlled), now != first else { return false }
          return (try? controlled.client.ask(OSCMessage("/wavesink/parameter", .int32(2)))) != nil
        })
      times.append(Date().timeIntervalSince(start))
      usleep(2_200_000)
    }
    #expect(times.allSatisfy { $0 < 1 }, "\(times)")
    #expect(stage.hears("group 2: its plug-in has ended, and is started anew", times: 2))
    let recording = held.sink.recording()
    let found = Periodicity(of: recording.left)
    #expect(found.peak > 0.1 && found.jumps <= recording.xruns, "\(found), xruns: \(recording.xruns)")
    held.source.close()
    #expect(try controlled.ctl("thru", "1", "none").status == 0)
    let again = try Self.sound(controlled)
    #expect(again.samples.contains { abs($0) > 0.01 })
    #expect(try controlled.report().counters["sandboxesRestarted"] == 2)
  }

  @Test func `with the program its sandboxes end, however that ends`() throws {
    for signal in [SIGTERM, SIGKILL] {
      let controlled = try Self.stage(nil)
      let sandbox = try #require(Self.sandbox(of: controlled))
      kill(controlled.stage.program.processIdentifier, signal)
      #expect(waitUntil(seconds: 3) { kill(sandbox, 0) != 0 }, "after signal \(signal)")
    }
  }
}
