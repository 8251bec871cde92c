// SPDX-License-Identifier: MIT
// Plug-ins that die while the synthesizer plays. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct SandboxDeathTests {
  /// `make soak` has a thousand.
  private static let count = ProcessInfo.processInfo.environment["WAVESINK_SANDBOX_KILLS"].flatMap { Int($0) } ?? 20
  private static let isSoak = count > 20
  /// Between two deaths, so that of one plug-in they lie further apart than the 2 s after which it counts as well begun.
  private static let pause = 0.35

  /// Eight plug-ins die in turn, each in the next of five ways. One that has died ten times in a minute is given up; then it is chosen anew
  /// by `wavesink ctl`, as a person would. Nothing else is eased: clock, supervisor and limits are the program's own.
  ///
  /// The notes of the synthesizer repeat from beginning to end, and are compared with how they were before the first death, all of them to
  /// the last bit. In the soak the server does not wait for its clients, and says which one was late: in half a minute before the first death
  /// too, for a machine that does other things as well is late without any.
  @Test func `however plug-ins die, the synthesizer's notes stay the same to the bit, and no period is late`() throws {
    let crowd = try PluginCrowd(count: 8, serverWaits: !Self.isSoak)
    let (controlled, server) = (crowd.controlled, crowd.controlled.stage.server)
    let source = try SourceProbe(on: server)
    // Not the one that has waited for the bank, whose connections come back with it.
    let sink = try SinkProbe("ear", on: server, seconds: 60 + Int(Double(Self.count) * 0.6))
    #expect(source.connect("source:out", Stage.input) && source.connect("wavesink:group_1_left", "ear:left"))
    #expect(source.connect("wavesink:group_2_left", "ear:right"))
    var pattern = try RepeatedPattern(source)
    let start = Date()
    #expect(
      waitUntil(seconds: 60) {
        pattern.goOn()
        return pattern.playedCount >= (Self.isSoak ? 30 : 3)
      })
    let before = try controlled.report()
    let earlier = (seconds: Date().timeIntervalSince(start), all: crowd.xruns(), own: crowd.xruns(of: "wavesink"))
    let begin = Date()
    let times = try endAll(of: crowd) { pattern.goOn() }.sorted()
    let seconds = Date().timeIntervalSince(begin)
    // What has disturbed it last would be heard.
    let last = pattern.playedCount + 1
    #expect(waitUntil(seconds: 4) { pattern.playedCount > last })
    let after = try controlled.report()
    let (late, blamed) = (crowd.xruns() - earlier.all, crowd.xruns(of: "wavesink") - earlier.own)
    let recording = sink.recording()
    let found = pattern.differences(in: recording)
    func counted(_ name: String) -> Int { Int(after.counters[name] ?? 0) - Int(before.counters[name] ?? 0) }
    print(
      "sandboxes: \(Self.count) deaths, \(counted("sandboxesRestarted")) new starts in \(Int(seconds)) s,",
      "back after \(Int(1000 * times[times.count / 2])) ms, \(Int(1000 * (times.last ?? 0))) at most;",
      "\(found.places.count) of \(found.count) repetitions differ, gaps \(recording.gaps), messages not sent \(source.missed);",
      "xruns \(late), laid to wavesink \(blamed); in \(Int(earlier.seconds)) s before \(earlier.all), \(earlier.own);",
      "callbacks late \(counted("cyclesLate")), cycles missed \(counted("cyclesMissed"))")
    // Two that hang at once take both processors of a small machine: another may be held for hung with them, and its own death gets lost.
    #expect(counted("sandboxesRestarted") >= Self.count - Self.count / 100)
    #expect(found.peak > 0.1 && found.count > 4)
    // Where the server itself lost time, a cycle or a message, that is what is heard; one that waits for its clients loses nothing by being late.
    let lost = recording.gaps + (Self.isSoak ? recording.xruns : 0) + source.missed + counted("cyclesMissed")
    #expect(found.places.count <= lost, "\(found.places)")
    // A machine that is late by itself says nothing of us.
    #expect(blamed == 0 || earlier.all > 0)
    let isSound = recording.right.allSatisfy { $0.magnitude < 100 }
    #expect(isSound)
  }

  /// Each is waited for until it plays again. `goOn` is called often. Seconds until they did.
  private func endAll(of crowd: PluginCrowd, _ goOn: () -> Void) throws -> [Double] {
    try (0..<Self.count).map { number in
      let start = Date()
      let group = crowd.groups.lowerBound + number % crowd.groups.count
      // The ways have another number than the groups: each dies in each.
      let death = PluginCrowd.Death.allCases[number % PluginCrowd.Death.allCases.count]
      #expect(crowd.end(group, death), "\(death) of group \(group)")
      let isBack = try crowd.returns(group)
      #expect(isBack, "group \(group), death \(number): \(crowd.controlled.stage.program.errors.suffix(500))")
      goOn()
      let seconds = Date().timeIntervalSince(start)
      usleep(UInt32(max(0, Self.pause - seconds) * 1e6))
      return seconds
    }
  }
}
