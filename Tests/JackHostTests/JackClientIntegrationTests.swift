// SPDX-License-Identifier: MIT
// The client in this process, against a real server, with a miniport of the tests' own.

import CJack
import Foundation
import JackHost
import MIDI
import Miniport
import Realtime
import Synthesis
import Testing

@Suite(.serialized) struct JackClientIntegrationTests {
  static let stereo = (left: "impulses:out_1", right: "impulses:out_2")

  /// Opens and activates a client with impulses.
  static func impulses(
    on server: JackServer, groupCount: Int = 1, outputs: OutputLayout = .stereo, latencyFrames: Int = 0,
    witness: Witness = Witness(), statistics: borrowing Statistics
  ) throws -> JackClient {
    let configuration = JackConfiguration(
      clientName: "impulses", serverName: server.name, layout: PortLayout(groupCount: groupCount, outputs: outputs))
    var client = try JackClient.open(configuration, statistics: statistics)
    let port = Port(
      miniport: ImpulseMiniport(latencyFrames: latencyFrames, witness: witness),
      busCount: configuration.layout.busCount,
      groupCount: groupCount, statistics: statistics)
    try unsafe client.activate(port, process: impulseProcessCallback)
    return client
  }

  /// Note-ons spread over the period.
  static func notes(_ count: Int, period: Int) -> [(bytes: [UInt8], offset: Int)] {
    (0..<count).map { ([0x90, 60, 127], $0 * (period + 77)) }
  }

  @Test(arguments: [16, 64, 480, 1000, 1024])
  func `an event sounds at its own frame whatever the period`(period: Int) throws {
    let server = try JackServer(period: period)
    let statistics = Statistics()
    let client = try Self.impulses(on: server, statistics: statistics)
    let trial = try Trial.run(
      on: server, to: "impulses:midi_in_1", from: Self.stereo, messages: Self.notes(24, period: period), tailFrames: 0)
    #expect(trial.recording.onsets() == trial.frames, "disturbances: \(trial.disturbances)")
    let isMirrored = trial.recording.right == trial.recording.left.map { -$0 }
    #expect(isMirrored)
    let (received, late) = (statistics.value(of: .eventsReceived), statistics.value(of: .eventsLate))
    #expect(received >= 24 && late == 0)
    let (load, own) = (statistics.real(.load), client.periodFrames)
    #expect(load > 0 && load < 1)
    #expect(own == period)
  }

  @Test func `the period may change while it plays`() throws {
    let server = try JackServer(period: 64)
    let statistics = Statistics()
    let client = try Self.impulses(on: server, statistics: statistics)
    for period in [1024, 16, 8192, 480] {
      try server.changePeriod(to: period)
      let trial = try Trial.run(
        on: server, to: "impulses:midi_in_1", from: Self.stereo, messages: Self.notes(3, period: 480), tailFrames: 0)
      #expect(
        trial.recording.onsets() == trial.frames,
        "period \(period), disturbances \(trial.disturbances), \(trial.recording.left.count) frames from \(trial.recording.firstFrame)"
      )
      let own = client.periodFrames
      #expect(own == period)
    }
  }

  @Test func `of messages at the same frame those of lower groups come first, and within a group the earlier`() throws {
    let server = try JackServer()
    let statistics = Statistics()
    let client = try Self.impulses(on: server, groupCount: 3, statistics: statistics)
    let before = statistics.value(of: .eventsReceived)
    // One output to two groups: the height tells which group's message came last.
    let trial = try Trial.run(
      on: server, to: ["impulses:midi_in_3", "impulses:midi_in_1"], from: Self.stereo,
      messages: [([0x90, 60, 127], 0), ([0x90, 60, 64], 0), ([0x90, 61, 32], 99), ([0xB0, 7, 1], 99)], tailFrames: 0)
    let onsets = trial.recording.onsets()
    #expect(onsets == [trial.frames[0], trial.frames[2]])
    let heights = onsets.map { trial.recording.left[Int($0 &- trial.recording.firstFrame)] }
    #expect(heights == [Float(64) / 127 / 3, Float(32) / 127 / 3])
    let received = statistics.value(of: .eventsReceived)
    #expect(received >= before + 8)
    _ = client.sampleRate
  }

  @Test(arguments: [(OutputLayout.stereo, 2), (.groups, 4), (.channels, 64)])
  func `each output layout has its ports`(outputs: OutputLayout, count: Int) throws {
    let server = try JackServer()
    let statistics = Statistics()
    let client = try Self.impulses(on: server, groupCount: 2, outputs: outputs, statistics: statistics)
    let control = try ProbeClient("control", on: server)
    let names = control.ports("^impulses:")
    #expect(names.count == count + 2)
    let last = [OutputLayout.stereo: "out_2", .groups: "group_2_right", .channels: "ch_2_16_right"][outputs]
    #expect(names.contains("impulses:" + (try #require(last))))
    let rate = client.sampleRate
    #expect(rate == SampleRate(hertz: 48_000))
  }

  @Test func `the latency of the miniport is reported right through`() throws {
    let server = try JackServer()
    let statistics = Statistics()
    let client = try Self.impulses(on: server, latencyFrames: 100, statistics: statistics)
    let control = try ProbeClient("control", on: server)
    #expect(control.connect("impulses:out_1", "system:playback_1"))
    let playback = control.latency(of: "system:playback_1", JackPlaybackLatency)
    #expect(waitUntil(seconds: 2) { control.latency(of: "impulses:midi_in_1", JackPlaybackLatency) == playback + 100 })
    #expect(control.latency(of: "impulses:out_2", JackCaptureLatency) == 100)
    _ = client.sampleRate
  }

  @Test(.enabled(if: ServerKind.chosen == .jack, "PipeWire's sink of no device has no latency to pass on"))
  func `each group has the latency of its own outputs`() throws {
    let server = try JackServer()
    let statistics = Statistics()
    let client = try Self.impulses(
      on: server, groupCount: 2, outputs: .groups, latencyFrames: 100, statistics: statistics)
    let control = try ProbeClient("control", on: server)
    #expect(control.connect("impulses:group_2_left", "system:playback_1"))
    let playback = control.latency(of: "system:playback_1", JackPlaybackLatency)
    #expect(playback > 0)
    #expect(waitUntil(seconds: 2) { control.latency(of: "impulses:midi_in_2", JackPlaybackLatency) == playback + 100 })
    #expect(control.latency(of: "impulses:midi_in_1", JackPlaybackLatency) == 100)
    // The right one is connected to nothing, and says nothing of how late the sound is.
    #expect(control.leastLatency(of: "impulses:midi_in_2", JackPlaybackLatency) == playback + 100)
    _ = client.sampleRate
  }

  @Test func `patchbays are told names, order and groups of the ports`() throws {
    let server = try JackServer()
    let statistics = Statistics()
    let client = try Self.impulses(on: server, statistics: statistics)
    let control = try ProbeClient("control", on: server)
    #expect(control.property("pretty-name", of: "impulses:out_1") == "Out left")
    #expect(control.property("pretty-name", of: "impulses:midi_in_1") == "MIDI in 1")
    #expect(control.property("port-group", of: "impulses:out_2") == "Out")
    #expect(control.property("order", of: "impulses:midi_in_1") == "1")
    #expect(control.property("order", of: "impulses:out_2") == "3")
    #expect(control.property("pretty-name", of: nil, client: "impulses") == "Wavesink")
    #expect(control.property("icon-name", of: nil, client: "impulses") == "audio-x-generic")
    _ = client.sampleRate
  }

  @Test func `it connects itself to the hardware`() throws {
    let server = try JackServer()
    let statistics = Statistics()
    let client = try Self.impulses(on: server, statistics: statistics)
    let made = client.connectToPhysicalOutputs()
    #expect(made.map(\.destination) == ["system:playback_1", "system:playback_2"])
    let control = try ProbeClient("control", on: server)
    #expect(control.connections(of: "system:playback_1") == ["impulses:out_1"])
    #expect(control.connections(of: "system:playback_2") == ["impulses:out_2"])
    let again = client.connectToPhysicalOutputs()
    #expect(again == made, "and what is connected already counts")
  }

  @Test(.enabled(if: ServerKind.chosen == .jack, ServerKind.ownFreewheel))
  func `freewheeling is neither late nor silent`() throws {
    let server = try JackServer(period: 256)
    let statistics = Statistics()
    let client = try Self.impulses(on: server, statistics: statistics)
    let control = try ProbeClient("control", on: server)
    let before = statistics.integer(.frameTime)
    let isOn = unsafe jack_set_freewheel(control.handle, 1)
    #expect(isOn == 0)
    #expect(waitUntil(seconds: 2) { statistics.integer(.frameTime) > before + 480_000 }, "10 s of sound in 2 s")
    let isOff = unsafe jack_set_freewheel(control.handle, 0)
    #expect(isOff == 0)
    let trial = try Trial.run(
      on: server, to: "impulses:midi_in_1", from: Self.stereo, messages: Self.notes(3, period: 256), tailFrames: 0)
    #expect(trial.recording.onsets() == trial.frames)
    _ = client.sampleRate
  }
}
