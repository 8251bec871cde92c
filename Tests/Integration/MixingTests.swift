// SPDX-License-Identifier: MIT
// Mute and solo of the real program in the shell, and what is heard of that. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct MixingTests {
  @Test func `ctl mutes without a step, and the server's return and a rack keep it`() throws {
    let controlled = try ControlledStage(bank: .tone)
    let sink = try SinkProbe(on: controlled.stage.server)
    #expect(sink.connect(Stage.outputs.left, "sink:left"))
    #expect(waitUntil(seconds: 2) { sink.cycleStart != 0 })
    #expect(try controlled.ctl("note", "60", "127", "--channel", "2", "--seconds", "60").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().peakLeft) != nil })
    usleep(200_000)
    #expect(try controlled.ctl("mute", "--channel", "2").output == "off\n")
    #expect(try controlled.ctl("mute", "--channel", "2", "on").status == 0)
    #expect(try controlled.ctl("mute", "--channel", "2", "--json").output == "{\"isOn\":true}\n")
    #expect(waitUntil(seconds: 2) { (try? controlled.report().peakLeft) == .some(nil) })
    usleep(200_000)
    #expect(try controlled.ctl("mute", "--channel", "2", "off").status == 0)
    usleep(200_000)
    #expect(try controlled.ctl("solo", "--channel", "3", "on").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().peakLeft) == .some(nil) })
    #expect(try controlled.channels()[1].isSilenced == true && controlled.channels()[2].isSilenced == false)
    #expect(try controlled.ctl("solo", "--group", "0", "--channel", "0", "off").status == 0)
    #expect(try controlled.ctl("mute", "--channel", "17", "on").status == 64)
    #expect(try controlled.ctl("mute", "loud").status == 64)
    let left = sink.recording().left
    // The tone is 480 Hz: what it may change by in a frame, at its level, and a little.
    let height = left.reduce(0) { max($0, abs($1)) }
    let onset = try #require(left.firstIndex { abs($0) > 1e-3 })
    let steps = zip(left[(onset + 1)...], left[(onset + 2)...]).map { abs($0 - $1) }
    #expect(height > 0.1 && steps.reduce(0, max) < height * 0.075)
    let silence = left[onset...].split { $0 != 0 }.map(\.count).max() ?? 0
    #expect(silence > 4800, "it was silent to the last bit")
    // What is kept.
    #expect(try controlled.ctl("mute", "--channel", "5", "on").status == 0)
    let rack = FileManager.default.temporaryDirectory.appendingPathComponent("mute-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: rack) }
    #expect(try controlled.ctl("save", rack.path).status == 0)
    controlled.stage.server.crash()
    #expect(controlled.stage.hears("went away"))
    try controlled.stage.server.start()
    #expect(controlled.stage.hears("reconnected after", within: 10))
    #expect(try controlled.channels().map { $0.isSilenced ?? false } == (1...16).map { $0 == 5 })
    #expect(try controlled.ctl("note", "60", "127", "--channel", "5", "--seconds", "60").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 1 })
    usleep(300_000)
    #expect(try controlled.report().peakLeft == nil)
    #expect(try controlled.ctl("mute", "--channel", "5", "off").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().peakLeft) != .some(nil) })
    #expect(try controlled.ctl("load", rack.path).status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().peakLeft) == .some(nil) })
    #expect(try controlled.ctl("mute", "--channel", "5").output == "on\n")
  }

  @Test func `stats tell how long callbacks take`() throws {
    let controlled = try ControlledStage()
    #expect(waitUntil(seconds: 5) { (try? controlled.report().callback) ?? nil != nil })
    let callback = try #require(try controlled.report().callback)
    #expect(callback.p50 > 0 && callback.p50 <= callback.p99 && callback.p99 <= callback.worst)
    #expect(try controlled.report().limiterReduction == 0)
  }
}
