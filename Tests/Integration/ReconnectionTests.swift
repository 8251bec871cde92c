// SPDX-License-Identifier: MIT
// The real program outlives its server: what it says, what is connected again, how it sounds after.

import CJack
import Foundation
import Testing

@Suite(.serialized) struct ReconnectionTests {
  @Test func `a server that is killed and starts again finds ports, connections and sound as they were`() throws {
    let stage = try Stage()
    let patchbay = try ProbeClient("patchbay", on: stage.server)
    #expect(patchbay.connect(Stage.outputs.left, "system:playback_1"))
    #expect(patchbay.connect(Stage.outputs.right, "system:playback_2"))
    // What a person takes away stays away.
    patchbay.disconnect(Stage.outputs.right, "system:playback_2")
    usleep(800_000)
    stage.server.crash()
    patchbay.close()
    #expect(stage.hears("the JACK server went away"))
    try stage.server.start()
    #expect(stage.hears("reconnected after "), "\(stage.program.errors)")
    let control = try ProbeClient("control", on: stage.server)
    #expect(Set(control.ports("^wavesink:")) == [Stage.input, Stage.outputs.left, Stage.outputs.right])
    #expect(waitUntil(seconds: 2) { control.connections(of: "system:playback_1") == [Stage.outputs.left] })
    #expect(control.connections(of: "system:playback_2").isEmpty)
    #expect(stage.hears("connections restored: 1 of "), "\(stage.program.errors)")
    // The source of the first trials, which was connected to it then.
    let source = try SourceProbe(on: stage.server)
    #expect(waitUntil(seconds: 2) { control.connections(of: "source:out") == [Stage.input] })
    source.close()
    let trial = try stage.notes(at: [0, 557, 1114])
    #expect(trial.recording.onsets() == trial.frames, "disturbances: \(trial.disturbances)")
    let errors = stage.program.errors
    #expect(errors.components(separatedBy: "went away").count == 2, "it says so once: \(errors)")
  }

  @Test func `a server with another rate finds the pitch as it was`() throws {
    let stage = try Stage(bank: .tone)
    let before = try stage.note(frames: 12_000)
    #expect(abs(Self.hertz(before, rate: stage.server.rate) - 480) < 2)
    stage.server.crash()
    try stage.server.start(rate: 44_100)
    #expect(stage.hears("runs at 44100 Hz"), "\(stage.program.errors)")
    try stage.waitForBank()
    let after = try stage.note(frames: 12_000)
    #expect(abs(Self.hertz(after, rate: 44_100) - 480) < 2)
  }

  @Test(.enabled(if: ServerKind.chosen == .pipeWire, "JACK 2 never changes its rate while it runs"))
  func `a rate that changes while it plays leaves the pitch as it was`() throws {
    let stage = try Stage(bank: .tone)
    try stage.server.changeRate(to: 44_100)
    #expect(stage.hears("runs at 44100 Hz"), "\(stage.program.errors)")
    try stage.waitForBank()
    let after = try stage.note(frames: 12_000)
    #expect(abs(Self.hertz(after, rate: 44_100) - 480) < 2)
  }

  @Test func `it can start before its server`() throws {
    let server = try JackServer(startsLater: true)
    let program = try WavesinkProcess(["run", "--wait", "--connect"], environment: server.environment)
    #expect(waitUntil(seconds: 2) { program.errors.contains("trying again") }, "\(program.errors)")
    try server.start()
    let control = try ProbeClient("control", on: server)
    #expect(waitUntil(seconds: 3) { control.connections(of: "system:playback_1") == ["wavesink:out_1"] })
    #expect(program.errors.split(separator: "\n").count == 3, "\(program.errors)")
  }

  @Test func `however often the server is killed it comes back, no larger than before`() throws {
    let count = ProcessInfo.processInfo.environment["WAVESINK_KILLS"].flatMap(Int.init) ?? 10
    let stage = try Stage()
    let patchbay = try ProbeClient("patchbay", on: stage.server)
    #expect(patchbay.connect(Stage.outputs.left, "system:playback_1"))
    patchbay.close()
    usleep(100_000)
    var sizes: [Int] = []
    for kill in 1...count {
      stage.server.crash()
      try stage.server.start()
      try #require(stage.hears("connections restored: 1 of ", times: kill), "\(stage.program.errors)")
      sizes.append(stage.program.residentKilobytes)
    }
    print("\(count) kills: \(sizes.first ?? 0) kB after the first, \(sizes.last ?? 0) kB after the last")
    let (files, threads) = (stage.program.openFileCount, stage.program.threadCount)
    #expect(files < 40 && threads < 12, "\(files) files, \(threads) threads")
    // The first few engines may find the heap smaller than it settles to.
    let settled = sizes[min(4, count - 1)]
    #expect((sizes.last ?? 0) - settled < 4096 + 64 * count, "kilobytes: \(sizes)")
    let trial = try stage.notes(at: [0, 557])
    #expect(trial.recording.onsets() == trial.frames, "disturbances: \(trial.disturbances)")
  }

  /// The pitch of a tone by the times at which it rises through zero.
  private static func hertz(_ trial: Trial, rate: Int) -> Double {
    let start = Int(trial.frames[0] &- trial.recording.firstFrame)
    let tone = trial.recording.left[start..<min(start + 12_000, trial.recording.left.count)]
    let crossings = zip(tone.indices, zip(tone, tone.dropFirst())).filter { $0.1.0 < 0 && $0.1.1 >= 0 }.map(\.0)
    guard let first = crossings.first, let last = crossings.last, last > first else { return 0 }
    return Double(crossings.count - 1) * Double(rate) / Double(last - first)
  }
}
