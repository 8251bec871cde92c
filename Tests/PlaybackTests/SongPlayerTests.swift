// SPDX-License-Identifier: MIT
// The player's thread beside a thread that renders, without a server. Test threads.

import DLS
import Glibc
import MIDI
import Miniport
import Realtime
import Synchronization
import Synthesis
import Testing

@testable import Playback

struct SongPlayerTests {
  /// A song of `ticks` ticks with a note in each tenth, and what else is added.
  private func song(ticks: Int, add: (inout SongBytes) -> Void = { _ in }) throws -> Song {
    var bytes = SongBytes()
    add(&bytes)
    for tick in stride(from: 0, to: ticks, by: 10) {
      bytes.add(tick, [0x90, UInt8(tick % 100), 100])
      bytes.add(tick + 5, [0x80, UInt8(tick % 100), 0])
    }
    return try bytes.song(end: ticks)
  }

  @Test func `a player is idle, plays, rings and is idle again, and nothing is late`() throws {
    let stage = try PlayerStage()
    defer { stage.end() }
    #expect(stage.player.current == .idle)
    stage.player.play(try song(ticks: 480))
    var seen: [String] = []
    #expect(
      waitUntil(seconds: 10) {
        let state = stage.player.current
        let name =
          switch state {
          case .idle: "idle"
          case .playing(let start, let end): "playing \(end - start) frames"
          case .ringing: "ringing"
          }
        if seen.last != name { seen.append(name) }
        return state == .idle
      })
    // Until the thread has taken the request, the song waits: that is not idle.
    if seen.first == "ringing" { seen.removeFirst() }
    #expect(seen == ["playing \(480 * SongBytes.framesPerTick) frames", "ringing", "idle"])
    #expect(stage.statistics.value(of: .voicesStarted) == 48)
    #expect(stage.statistics.value(of: .eventsLate) == 0 && stage.statistics.value(of: .eventsLost) == 0)
  }

  @Test func `songs play one after the other`() throws {
    let stage = try PlayerStage()
    defer { stage.end() }
    for _ in 0..<2 { stage.player.play(try song(ticks: 100)) }
    #expect(waitUntil(seconds: 10) { stage.player.current == .idle })
    #expect(stage.statistics.value(of: .voicesStarted) == 20)
    #expect(stage.statistics.value(of: .eventsLate) == 0)
  }

  @Test func `notes left hanging end, those on the pedal too`() throws {
    let stage = try PlayerStage()
    defer { stage.end() }
    let song = try song(ticks: 50) { bytes in
      for channel in UInt8(0)..<16 where channel != 9 {
        bytes.add(0, [0xB0 | channel, 64, 127])
        bytes.add(0, [0x90 | channel, 101, 100])
      }
    }
    stage.player.play(song)
    #expect(waitUntil(seconds: 10) { stage.statistics.integer(.voicesSounding) >= 15 })
    #expect(waitUntil(seconds: 10) { stage.player.current == .idle })
    #expect(stage.statistics.integer(.voicesSounding) == 0)
  }

  @Test func `long messages wait for room and all arrive`() throws {
    let stage = try PlayerStage()
    defer { stage.end() }
    let count = 200
    let message: [UInt8] = [0xF0, 0x7D] + (0..<17).map { UInt8($0) } + [0xF7]
    let song = try song(ticks: 10) { bytes in for _ in 0..<count { bytes.add(0, message) } }
    let before = stage.statistics.value(of: .eventsReceived)
    stage.player.play(song)
    #expect(waitUntil(seconds: 10) { stage.player.current == .idle })
    #expect(stage.statistics.value(of: .systemExclusiveLost) == 0)
    // The reset before the song, its messages and its one note, and what ends the rest.
    #expect(stage.statistics.value(of: .eventsReceived) - before == UInt64(1 + count + 2 + SongFeed.endCount))
  }

  @Test func `stopping takes back what waits, and fades what sounds`() throws {
    let stage = try PlayerStage()
    defer { stage.end() }
    stage.player.play(try song(ticks: 48_000) { $0.add(0, [0x90, 101, 100]) })
    #expect(waitUntil(seconds: 10) { stage.statistics.integer(.voicesSounding) > 0 })
    let seconds = ContinuousClock().measure { stage.player.stop() }
    #expect(seconds < .seconds(0.5))
    #expect(
      waitUntil(seconds: 1) {
        stage.statistics.integer(.voicesSounding) == 0 && stage.statistics.integer(.sequencerDepth) == 0
      })
    let started = stage.statistics.value(of: .voicesStarted)
    usleep(100_000)
    #expect(stage.statistics.value(of: .voicesStarted) == started)
  }

  @Test func `stopping does not wait for a full queue that nobody empties`() throws {
    let stage = try PlayerStage()
    defer { stage.end() }
    stage.endRendering()
    let received = stage.statistics.value(of: .eventsReceived)
    stage.player.play(
      try song(ticks: 10) { bytes in for _ in 0..<6000 { bytes.add(0, [0xB0, 11, 100]) } })
    #expect(waitUntil(seconds: 5) { if case .playing = stage.player.current { true } else { false } })
    // Within one of its turns the player has filled the queue.
    usleep(50_000)
    let seconds = ContinuousClock().measure { stage.player.stop() }
    #expect(seconds < .seconds(0.5))
    #expect(stage.statistics.value(of: .eventsReceived) == received)
    // What the player pushed waits still: as much as the queue holds but for its reserve, and there All Sound Off for
    // each channel.
    stage.renderOnce()
    #expect(stage.statistics.value(of: .eventsReceived) - received == UInt64(4096 - 4096 / 16 + 16))
  }

  /// False where `condition` has not become true within `seconds`.
  private func waitUntil(seconds: Double, _ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if condition() { return true }
      usleep(1000)
    }
    return condition()
  }
}
