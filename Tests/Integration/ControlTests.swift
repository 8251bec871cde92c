// SPDX-License-Identifier: MIT
// The real program and its control in the shell. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct ControlTests {
  @Test func `ctl shows, loads, plays, silences and ends a running client`() throws {
    let controlled = try ControlledStage()
    let bank = try StepBank.write(.step, rate: controlled.stage.server.rate)
    defer { try? FileManager.default.removeItem(at: bank) }
    #expect(try controlled.ctl("stats").output.contains("48000 Hz, 256 frames a period"))
    let download = try controlled.ctl("download", bank.path, "--json")
    #expect(download.status == 0)
    let report = try JSONDecoder().decode(DownloadReport.self, from: Data(download.output.utf8))
    #expect(report.programs == 1 && report.waves == 1)
    #expect(try controlled.ctl("list").output.contains("\(report.id)  \(bank.path): 1 programs"))
    #expect(try controlled.ctl("unload", "\(report.id)").status == 0)
    #expect(try controlled.ctl("unload", "\(report.id)").status == 65)
    #expect(try controlled.ctl("note", "60", "127", "--seconds", "30").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 1 })
    // A second in which it sounded all the time.
    #expect(waitUntil(seconds: 5) { (try? controlled.report().running?.voices) == 1 })
    let (running, peak) = try (#require(controlled.report().running), #require(controlled.report().peakLeft))
    #expect(running.load > 0 && running.loadPerVoice == running.load / running.voices)
    #expect(abs((running.peak ?? 0) - peak) < 0.1 && running.notesLost == 0 && running.memoryUsed > 0)
    #expect(try controlled.ctl("stats").output.contains("in the last second 1.0 voices, load "))
    #expect(try controlled.ctl("panic").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 0 })
    #expect(try controlled.ctl("program", "200").status == 64)
    // Each setting, by a negative number too, and what is read of it.
    for (setting, read, shown) in [
      (["volume", "-6"], "volume", #"{"dB":-6}"#), (["boost", "-3.5"], "boost", #"{"dB":-3.5}"#),
      (
        ["reverb", "-3", "-12", "1.5", "0.5"], "reverb",
        #"{"highFrequencyRatio":0.5,"inputGain":-3,"mix":-12,"time":1.5}"#
      ),
      (["priority", "critical"], "priority", #""name":"critical""#), (["groups", "2"], "groups", #"{"groups":2}"#),
      (["outputs", "groups"], "outputs", #"{"effects":"mixed","outputs":"groups"}"#),
    ] {
      #expect(try controlled.run(["ctl"] + setting).status == 0, "\(setting)")
      #expect(
        waitUntil(seconds: 2) { (try? controlled.ctl(read, "--json").output.contains(shown)) == true },
        "\(setting)")
    }
    #expect(try controlled.ctl("program", "3").status == 0)
    #expect(try controlled.ctl("quit").status == 0)
    #expect(controlled.stage.program.exitStatus(within: 5) == 0)
    #expect(try controlled.ctl("stats").status == 69)
  }

  @Test func `a note in a bundle begins at the frame of its time`() throws {
    let controlled = try ControlledStage(bank: .step)
    // The server's estimate of its own time moves by a frame or so, and by more where the machine has no time for it.
    var worst = Int.max
    for _ in 0..<8 where worst > 2 { worst = try deviation(controlled) }
    #expect(worst <= 2)
  }

  /// How far off the distances between five notes are, 4801 frames apart.
  private func deviation(_ controlled: ControlledStage) throws -> Int {
    let note = OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(127), .float(0.01))
    let onsets = try recording((0..<5).map { (note, $0 * 4801) }, controlled).onsets()
    #expect(onsets.count == 5)
    return zip(onsets, onsets.dropFirst()).map { abs(Int($1 &- $0) - 4801) }.max() ?? .max
  }

  /// What is heard of messages that are sent ahead, so many frames after the first, which is a quarter of a second from now.
  private func recording(_ messages: [(OSCMessage, frame: Int)], _ controlled: ControlledStage) throws -> Recording {
    let sink = try SinkProbe(on: controlled.stage.server)
    #expect(sink.connect(Stage.outputs.left, "sink:left"))
    #expect(waitUntil(seconds: 2) { sink.cycleStart != 0 })
    let clock = try controlled.client.ask(OSCMessage("/wavesink/clock"))
    guard case .time(let time) = clock[2] else { throw JackServer.Failure(description: "there is no clock") }
    for (message, frame) in messages {
      let nanoseconds = time.unixNanoseconds + UInt64((0.25 + Double(frame) / 48_000) * 1e9)
      try controlled.client.sendOnly([message], at: OSCTime(unixNanoseconds: nanoseconds))
    }
    usleep(1_000_000)
    return sink.recording()
  }

  @Test func `a volume in a bundle begins to change at the frame of its time`() throws {
    let controlled = try ControlledStage()
    // As for notes: the server's estimate of its own time moves a little.
    var worst = Int.max
    for _ in 0..<8 where worst > 2 { worst = try volumeDeviation(controlled) }
    #expect(worst <= 2)
  }

  /// How far the distance between two changes of volume is off, in frames; they are 12 007 frames apart.
  private func volumeDeviation(_ controlled: ControlledStage) throws -> Int {
    try controlled.client.send(OSCMessage("/wavesink/volume", .float(0)))
    let note = OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(127), .float(1))
    try controlled.client.send(note)
    let volumes = [(-6, 0), (-12, 12_007)].map { (OSCMessage("/wavesink/volume", .float($0.0)), frame: $0.1) }
    // The tone repeats itself each 100 frames, but while the volume moves, and while the note begins: the first change is
    // 12 000 frames after the clock was read, so that half of that is left out.
    let sound = try recording(volumes, controlled).left
    guard let onset = sound.firstIndex(where: { abs($0) > 1e-3 }) else { return .max }
    var changes: [Int] = []
    for frame in (onset + 6000)..<sound.count where abs(sound[frame] - sound[frame - 100]) > 1e-5 {
      // The ramp takes 10 ms, and what came before it is compared for another 100 frames.
      if changes.last.map({ frame > $0 + 1000 }) ?? true { changes.append(frame) }
    }
    guard changes.count >= 2 else { return .max }
    return abs(changes[1] - changes[0] - 12_007)
  }

  @Test func `programs and controllers outlive the server`() throws {
    let controlled = try ControlledStage()
    try controlled.client.send(OSCMessage("/wavesink/program", .int32(1), .int32(3), .int32(5)))
    try controlled.client.send(OSCMessage("/wavesink/control", .int32(1), .int32(3), .int32(7), .int32(33)))
    func third() throws -> ChannelSummary? {
      guard case .string(let text)? = try controlled.client.ask(OSCMessage("/wavesink/channels", .int32(1))).first
      else {
        return nil
      }
      return try JSONDecoder().decode([ChannelSummary].self, from: Data(text.utf8))[2]
    }
    #expect(waitUntil(seconds: 2) { (try? third()?.volume) == 33 })
    controlled.stage.server.crash()
    #expect(controlled.stage.hears("went away"))
    #expect(throws: ControlClient.Failure.self) { try controlled.client.ask(OSCMessage("/wavesink/panic")) }
    try controlled.stage.server.start()
    #expect(controlled.stage.hears("reconnected after", within: 10))
    // It is told again by the new engine itself, with a controller more.
    try controlled.client.send(OSCMessage("/wavesink/control", .int32(1), .int32(3), .int32(10), .int32(1)))
    #expect(waitUntil(seconds: 2) { (try? third()?.pan) == 1 })
    let channel = try #require(try third())
    #expect(channel.program == 5 && channel.volume == 33)
  }
}
