// SPDX-License-Identifier: MIT
// Banks come and go while the real program plays. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct DownloadTests {
  /// `make soak` has ten thousand.
  private static let steps = ProcessInfo.processInfo.environment["WAVESINK_DOWNLOADS"].flatMap { Int($0) } ?? 24

  /// Small ones, the built-in one, and a SoundFont where it is installed.
  private func collections(_ rate: Int) throws -> (paths: [String], own: [URL]) {
    let own = [try StepBank.write(.step, rate: rate), try StepBank.write(.tone, rate: rate)]
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let others = [
      root.appendingPathComponent("Presets/Banks/wavesink-gm.dls").path, "/usr/share/sounds/sf2/TimGM6mb.sf2",
    ]
    return (own.map(\.path) + others.filter { FileManager.default.fileExists(atPath: $0) }, own)
  }

  @Test func `what sounds does not hear banks come and go, and their memory goes with them`() throws {
    // A debug build on a machine that does other things as well is not asked for 64 frames at a time.
    let isSoak = DownloadTests.steps > 24
    let controlled = try ControlledStage(period: isSoak ? 64 : 256, ["--voices", "128"])
    let (paths, own) = try collections(controlled.stage.server.rate)
    defer { for file in own { try? FileManager.default.removeItem(at: file) } }
    let source = try SourceProbe(on: controlled.stage.server)
    let sink = try SinkProbe(on: controlled.stage.server, seconds: 30 + DownloadTests.steps / 8)
    #expect(source.connect("source:out", Stage.input) && source.connect(Stage.outputs.left, "sink:left"))
    #expect(waitUntil(seconds: 2) { source.cycleStart != nil })
    // 75 voices, all of whose periods divide 400 frames: channel 10 has no instrument in this bank.
    let frame = (source.cycleStart ?? 0) &+ 4800
    for channel in 0..<16 as Range<UInt8> where channel != 9 {
      for key in [36, 48, 60, 72, 84] as [UInt8] { source.send([0x90 | channel, key, 127], at: frame) }
    }
    #expect(waitUntil(seconds: 2) { Int32(bitPattern: sink.cycleStart &- frame) > 4800 })
    let before = try (report: controlled.report(), resident: controlled.residentBytes())
    #expect(before.report.voicesSounding == 75)
    try exchange(controlled, paths)
    let after = try (report: controlled.report(), resident: controlled.residentBytes())
    #expect(
      after.report.sampleMemory == before.report.sampleMemory && after.report.bankCount == before.report.bankCount)
    #expect(after.report.voicesSounding == 75 && after.report.counters["voicesStolen"] == 0)
    let grown = after.resident - before.resident
    print(
      "downloads: \(DownloadTests.steps) steps, resident memory \(before.resident >> 20) MB and \(grown >> 10) kB more,",
      "late callbacks: \(after.report.counters["cyclesLate"] ?? 0)")
    #expect(grown < 32 << 20, "what the allocator keeps does not grow with the number of downloads")
    try expectPeriodic(sink.recording())
  }

  /// Downloads and unloads in random order, four at most at a time; each unload is told once.
  private func exchange(_ controlled: ControlledStage, _ paths: [String]) throws {
    var seed: UInt64 = 4711
    var loaded: [Int32] = []
    for _ in 0..<DownloadTests.steps {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let dice = Int(seed >> 33)
      if loaded.count < 4, loaded.isEmpty || dice % 5 < 3 {
        loaded.append(try controlled.download(paths[dice / 5 % paths.count]))
      } else {
        let id = loaded.remove(at: dice / 5 % loaded.count)
        #expect(
          try controlled.client.ask(OSCMessage("/wavesink/unload", .int32(id)), milliseconds: 20_000) == [.int32(id)])
      }
    }
    for id in loaded {
      #expect(
        try controlled.client.ask(OSCMessage("/wavesink/unload", .int32(id)), milliseconds: 20_000) == [.int32(id)])
    }
    #expect(throws: ControlClient.Failure.self, "nothing is told twice") {
      try controlled.client.answer(to: "/wavesink/unload", milliseconds: 200)
    }
  }

  /// Within −120 dB of the loudest.
  private func expectPeriodic(_ recording: Recording) throws {
    let found = Periodicity(of: recording.left)
    #expect(
      found.peak > 5 && found.compared > recording.left.count / 4, "compared: \(found), gaps: \(recording.gaps)")
    // A period that the server could not wait for is its own, and it says so.
    #expect(found.jumps <= recording.xruns, "\(found), gaps: \(recording.gaps), periods lost: \(recording.xruns)")
    if recording.xruns > 0 { print("downloads: the server lost \(recording.xruns) periods, jumps: \(found.jumps)") }
  }

  private static let soundFont = "/usr/share/sounds/sf2/TimGM6mb.sf2"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: soundFont)))
  func `on demand, a large bank takes the memory of the programs that channels have chosen`() throws {
    let controlled = try ControlledStage(["--on-demand"])
    func choose(_ program: Int32) throws {
      try controlled.client.send(OSCMessage("/wavesink/program", .int32(1), .int32(2), .int32(program)))
    }
    let before = try controlled.report()
    let id = try controlled.download(DownloadTests.soundFont)
    let few = try controlled.report()
    #expect(few.programs > 128 && few.programsIn == before.programsIn + 2, "program 0 and the drum kit")
    let whole = try FileManager.default.attributesOfItem(atPath: DownloadTests.soundFont)[.size] as? Int ?? 0
    let fewBytes = few.sampleMemory.used - before.sampleMemory.used
    #expect(fewBytes > 100_000 && fewBytes < whole / 2)
    try choose(48)
    #expect(waitUntil(seconds: 5) { (try? controlled.report().programsIn) == few.programsIn + 1 })
    #expect(try controlled.report().sampleMemory.used > few.sampleMemory.used)
    #expect(try controlled.ctl("list").output.contains("\(id)  \(DownloadTests.soundFont): 3 of "))
    // Nothing of the built-in bank is chosen when it is no longer hidden.
    try choose(0)
    usleep(100_000)
    _ = try controlled.client.ask(OSCMessage("/wavesink/unload", .int32(id)), milliseconds: 20_000)
    #expect(try controlled.report().sampleMemory.used == before.sampleMemory.used)
  }

  @Test func `a bank that is saved again plays from the next note on`() throws {
    let controlled = try ControlledStage()
    let file = try StepBank.write(.tone, rate: controlled.stage.server.rate)
    let other = try StepBank.write(.step, rate: controlled.stage.server.rate)
    defer { for file in [file, other] { try? FileManager.default.removeItem(at: file) } }
    #expect(unsafe rename(other.path, controlled.stage.bankPath) == 0)
    #expect(controlled.stage.hears("was saved"))
    let recording = try controlled.stage.note(frames: 2400).recording
    let onset = try #require(recording.onsets().first)
    let first = Int(onset &- recording.firstFrame)
    #expect(recording.left[first..<first + 16].allSatisfy { abs($0 / Stage.firstSample - 1) < 0.01 })
    #expect(recording.left[(first + 20)...].allSatisfy { $0 == 0 }, "the wave of 16 frames has replaced the tone")
  }
}
