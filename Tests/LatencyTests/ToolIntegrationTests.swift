// SPDX-License-Identifier: MIT
// What the tool finds of synths whose latency is known, at a real server. The test's own thread.

import Foundation
import Realtime
import Testing

@testable import Latency

@Suite(.serialized) struct ToolIntegrationTests {
  private func request(_ server: JackServer, notes: Int = 200) -> MeasurementRequest {
    var request = MeasurementRequest()
    request.noteCount = notes
    request.warmUpCount = 8
    request.intervalSeconds = 0.01
    request.server = server.name
    return request
  }

  private func run(
    _ behaviour: SyntheticBehaviour, period: Int = 256, notes: Int = 200
  ) throws -> MeasurementRun {
    let server = try JackServer(period: period)
    let synth = try SyntheticSynth(behaviour, on: server)
    defer { synth.close() }
    let choice = try #require(TargetChoice("synthetic"))
    return try Measurement(request(server, notes: notes), target: choice).perform { _ in true }
  }

  private func counts(_ run: MeasurementRun) -> EventCounts {
    EventCounts(run.fates, lateAfterFrames: 480, isStuck: run.isStuck)
  }

  @Test(arguments: [16, 64, 256, 1024])
  func `the tool's own error is no frame, whatever the delay and its jitter`(period: Int) throws {
    let run = try run(.delays(frames: 37, jitter: 100), period: period, notes: 70)
    #expect(run.failure == nil && run.fates.count == 70 && run.unseenCount == 0)
    // Eight notes of the warm-up came before.
    let expected = run.fates.indices.map { 37 + (7 * ($0 + 8)) % 101 }
    #expect(run.fates.map { $0.latencyFrames ?? -1 } == expected)
    #expect(run.fates.allSatisfy { $0.directFrame == $0.sentFrame }, "the graph adds nothing")
  }

  @Test func `a synth that ignores offsets is a saw-tooth`() throws {
    let run = try run(.ignoresOffsets)
    #expect(PhaseShape(run.fates) == .sawTooth)
    #expect(run.fates.allSatisfy { $0.latencyFrames == -$0.offset })
  }

  @Test func `a synth of 64 frames is a staircase`() throws {
    let run = try run(.blocks(64))
    #expect(PhaseShape(run.fates) == .staircase(blockFrames: 64))
    #expect(run.fates.allSatisfy { $0.latencyFrames == -($0.offset % 64) })
  }

  @Test func `lost, doubled and late notes are counted`() throws {
    let lost = counts(try run(.losesEvery(8)))
    #expect(lost.lost == 25 && lost.received == 175 && lost.doubled == 0 && lost.late == 0)
    let doubled = counts(try run(.doublesEvery(4)))
    #expect(doubled.doubled == 50 && doubled.received == 200 && doubled.lost == 0)
    let late = EventCounts(
      try run(.delays(frames: 200, jitter: 60), period: 64).fates, lateAfterFrames: 230, isStuck: false)
    let expected = (8..<208).count { 200 + (7 * $0) % 61 > 230 }
    #expect(late.late == expected && late.late > 0 && late.lost == 0)
  }

  @Test func `a note that does not end is found, with the numbers up to it`() throws {
    // Note 204 is one of the last.
    let stuck = try run(.holds(204))
    #expect(counts(stuck).stuck == 1 && stuck.failure == nil && counts(stuck).lost == 3)
    let early = try run(.holds(60))
    guard case .neverStops("synthetic", let notes)? = early.failure else {
      Issue.record("\(String(describing: early.failure))")
      return
    }
    #expect(notes >= 80 && counts(early).received == 53)
  }

  @Test func `a synth that never sounds, or always does, gets a sentence`() throws {
    let silent = try run(.silent)
    guard case .neverSounds("synthetic", let notes)? = silent.failure else {
      Issue.record("\(String(describing: silent.failure))")
      return
    }
    #expect((24...60).contains(notes) && counts(silent).received == 0)
    let drone = try run(.drones)
    #expect(drone.failure == .neverStops("synthetic", notes: 0) && drone.fates.isEmpty)
  }

  @Test func `notes go to the input that is for them`() throws {
    let server = try JackServer()
    let synth = try SyntheticSynth(.delays(frames: 3, jitter: 0), on: server, hasDistraction: true)
    defer { synth.close() }
    let choice = try #require(TargetChoice("synthetic"))
    let run = try Measurement(request(server, notes: 30), target: choice).perform { _ in true }
    #expect(run.target.midi == "synthetic:midi_notes" && run.fates.allSatisfy { $0.latencyFrames == 3 })
  }

  @Test func `what cannot be measured is named before anything is sent`() throws {
    let server = try JackServer()
    let choice = try #require(TargetChoice("synthetic"))
    func failure(_ choice: TargetChoice) -> LatencyError? {
      do throws(LatencyError) { _ = try Measurement(request(server), target: choice) } catch { return error }
      return nil
    }
    #expect(failure(choice) == .noClient("synthetic", present: ["system"]))
    let deaf = try SyntheticSynth(.silent, on: server, hasInput: false)
    #expect(failure(choice) == .noMIDIInput(client: "synthetic"))
    deaf.close()
    let dumb = try SyntheticSynth(.silent, on: server, hasOutput: false)
    #expect(failure(choice) == .noAudioOutput(client: "synthetic"))
    dumb.close()
    let whole = try SyntheticSynth(.silent, on: server)
    let other = try #require(TargetChoice("synthetic:keys,sound"))
    #expect(failure(other) == .noPort("synthetic:keys", kind: "MIDI input"))
    whole.close()
  }

  @Test func `a server that dies in the middle leaves the numbers so far`() throws {
    let server = try JackServer()
    let synth = try SyntheticSynth(.delays(frames: 5, jitter: 0), on: server)
    let choice = try #require(TargetChoice("synthetic"))
    let run = try Measurement(request(server, notes: 5000), target: choice).perform { progress in
      if progress.sent > 60 { server.crash() }
      return true
    }
    guard case .serverGone? = run.failure else {
      Issue.record("\(String(describing: run.failure))")
      return
    }
    #expect(run.fates.count > 40 && run.fates.count < 5000)
    #expect(run.fates.allSatisfy { $0.latencyFrames == 5 })
    withExtendedLifetime(synth) {}
  }
}
