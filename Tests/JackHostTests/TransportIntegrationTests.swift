// SPDX-License-Identifier: MIT
// The transport of a real server, as a miniport is told of it.

import CJack
import Glibc
import JackHost
import Miniport
import Realtime
import Testing

@Suite(.serialized) struct TransportIntegrationTests {
  @Test func `a miniport is told when the transport begins, jumps, gets a tempo and stops, and not in between`() throws
  {
    let server = try JackServer(period: 256)
    let log = TransportLog()
    let statistics = Statistics()
    var client = try JackClient.open(
      JackConfiguration(clientName: "rolling", serverName: server.name), statistics: statistics)
    let port = Port(miniport: TransportMiniport(log), busCount: 1, groupCount: 1, statistics: statistics)
    try unsafe client.activate(port, process: transportProcessCallback)
    let conductor = try ProbeClient("conductor", on: server)
    let handle = unsafe conductor.handle
    unsafe jack_activate(handle)

    #expect(waitUntil(seconds: 2) { log.all.count == 1 })
    #expect(log.all.first?.isRolling == false && log.all.first?.rate == Double(server.rate))
    unsafe jack_transport_start(handle)
    #expect(waitUntil(seconds: 2) { log.all.last?.isRolling == true })
    #expect(log.all.last?.beats == nil)
    // A server that loses time tells of it as of a jump.
    let before = (told: log.all.count, missed: statistics.value(of: .cyclesMissed))
    usleep(300_000)
    if statistics.value(of: .cyclesMissed) == before.missed {
      #expect(log.all.count == before.told, "what goes on is not told: \(log.all)")
    }
    unsafe jack_transport_locate(handle, 4_800_000)
    #expect(waitUntil(seconds: 2) { (log.all.last?.frame ?? 0) >= 4_800_000 && log.all.last?.isRolling == true })
    // 90 beats a minute of 7/8, which begin with the transport.
    unsafe jack_set_timebase_callback(handle, 0, countBeats, nil)
    #expect(waitUntil(seconds: 2) { log.all.last?.beats != nil })
    let told = try #require(log.all.last)
    let beats = try #require(told.beats)
    #expect(beats.tempo == 90 && beats.beatsPerBar == 7 && beats.beatUnit == 8)
    let passed = Double(told.frame) / Double(server.rate) * 1.5
    #expect((Double(beats.bar) * 7 + beats.barBeat - passed).magnitude < 0.01, "\(told)")
    let counted = (told: log.all.count, missed: statistics.value(of: .cyclesMissed))
    usleep(300_000)
    if statistics.value(of: .cyclesMissed) == counted.missed {
      #expect(log.all.count == counted.told, "ticks that are rounded are no news: \(log.all)")
    }
    unsafe jack_transport_stop(handle)
    #expect(waitUntil(seconds: 2) { log.all.last?.isRolling == false })
    conductor.close()
    _ = client.sampleRate
  }
}

/// A timebase master's callback: 90 beats a minute, 7/8, 96 ticks in a beat. Thread: JACK's.
@c func countBeats(
  _ state: jack_transport_state_t, _ frames: jack_nframes_t, _ position: UnsafeMutablePointer<jack_position_t>?,
  _ isNew: Int32, _ context: UnsafeMutableRawPointer?
) {
  guard let position = unsafe position else { return }
  let ticks = unsafe Int(Double(position.pointee.frame) / Double(position.pointee.frame_rate) * 1.5 * 96)
  unsafe position.pointee.valid = JackPositionBBT
  unsafe position.pointee.beats_per_bar = 7
  unsafe position.pointee.beat_type = 8
  unsafe position.pointee.ticks_per_beat = 96
  unsafe position.pointee.beats_per_minute = 90
  unsafe position.pointee.bar = Int32(ticks / 96 / 7) + 1
  unsafe position.pointee.beat = Int32(ticks / 96 % 7) + 1
  unsafe position.pointee.tick = Int32(ticks % 96)
}
