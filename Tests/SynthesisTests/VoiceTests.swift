// SPDX-License-Identifier: MIT
// How many voices sound and which of them goes (`dls.md` 4.7). The test's own thread.

import DLS
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct VoiceTests {
  /// Each key has a level of its own, so that what sounds can be told from the sum.
  private static let weighed: TestBank = {
    var bank = TestBank()
    let regions = (0..<8).map { index in
      let wave = bank.add(wave: [Int16](repeating: Int16(128 << index), count: 64))
      return Region(
        wave: wave, keys: UInt8(60 + index)...UInt8(60 + index), loop: 0...63,
        [.seconds(Connection.To.eg1Release, 5)])
    }
    bank.add(regions)
    bank.add(regions, isDrum: true)
    return bank
  }()

  /// Which of the eight keys sound at the end of a stretch.
  private func keys(_ sound: Stereo) -> [Int] {
    let sum = Int((Double(sound.left.last ?? 0) * 32_768 / 0.5.squareRoot() / 128).rounded())
    return (0..<8).filter { sum & 1 << $0 != 0 }.map { 60 + $0 }
  }

  private func synthesizer(limit: Int, _ bank: TestBank = weighed) throws -> TestSynthesizer {
    let synthesizer = try TestSynthesizer(bank) { $0.voiceLimit = limit }
    let full = [0, 9, 10].flatMap { Event.fullVolume(channel: $0) }
    _ = synthesizer.render(full, frames: 64)
    return synthesizer
  }

  @Test func `a layer does not take the voice of another one of its own note`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 8192, count: 64))
    let layer = Region(wave: wave, keys: 0...127, loop: 0...63, [])
    bank.add([layer, layer])
    bank.add([Region(wave: wave, keys: 0...127, loop: 0...63, [])], isDrum: true)
    let synthesizer = try synthesizer(limit: 4, bank)
    _ = synthesizer.render([.on(0, 60, channel: 9), .on(0, 61, channel: 9), .on(0, 62, channel: 9)], frames: 64)
    let before = synthesizer.render(frames: 64).left[63]
    let after = synthesizer.render([.on(0, 70)], frames: 960).left[959]
    // One layer is as loud as one of three drums, and was not cut off by the other.
    #expect(abs(after / before - 4.0 / 3) < 1e-3)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 0)
    #expect(synthesizer.statistics.value(of: .voicesRefused) == 1)
  }

  @Test func `the limit holds, and the oldest goes first`() throws {
    let synthesizer = try synthesizer(limit: 4)
    let events = (0..<6).map { Event.on($0 * 100, UInt8(60 + $0)) }
    #expect(keys(synthesizer.render(events, frames: 2000)) == [62, 63, 64, 65])
    #expect(synthesizer.statistics.integer(.voicesSounding) == 4)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 2)
    #expect(synthesizer.statistics.value(of: .voicesStarted) == 6)
  }

  @Test func `the quietest of those released goes before all others`() throws {
    let synthesizer = try synthesizer(limit: 3)
    // Key 60 is older; 61 and 62 are released, 62 after 61 and so louder.
    let events: [Event] = [.on(0, 60), .on(1, 61), .on(2, 62), .off(100, 61), .off(4000, 62), .on(4800, 63)]
    let sound = synthesizer.render(events, frames: 5400)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 1)
    let sum = Double(sound.left.last ?? 0) * 32_768 / 0.5.squareRoot() / 128
    // 60 and 63 in full, most of 62 (28 ms of its release), nothing of 61.
    #expect(sum > 1 + 8 + 2.5 && sum < 1 + 8 + 4)
  }

  @Test func `a melodic note takes no voice from the drums`() throws {
    let synthesizer = try synthesizer(limit: 2)
    let drums: [Event] = [.on(0, 60, channel: 9), .on(10, 61, channel: 9)]
    #expect(keys(synthesizer.render(drums + [.on(20, 62)], frames: 1000)) == [60, 61])
    #expect(synthesizer.statistics.value(of: .voicesRefused) == 1)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 0)
  }

  @Test func `a released drum is not taken by a melodic note either`() throws {
    let synthesizer = try synthesizer(limit: 1)
    _ = synthesizer.render([.on(0, 60, channel: 9), .off(100, 60, channel: 9), .on(200, 62)], frames: 1000)
    #expect(synthesizer.statistics.value(of: .voicesRefused) == 1)
  }

  @Test func `drums take from melodic channels, the highest channels first`() throws {
    let synthesizer = try synthesizer(limit: 2)
    let events: [Event] = [.on(0, 60), .on(10, 61, channel: 10), .on(20, 62, channel: 9)]
    #expect(keys(synthesizer.render(events, frames: 1000)) == [60, 62])
    #expect(keys(synthesizer.render([.on(0, 63, channel: 9)], frames: 1000)) == [62, 63])
  }

  @Test func `a channel of a lower class gives way, and takes nothing from those above`() throws {
    let synthesizer = try synthesizer(limit: 2)
    func set(_ kind: VoicePriority.Class, _ channel: Int, _ frame: Int) -> Event {
      Event(VoicePriority(kind, channel: channel), group: 1, channel: UInt8(channel), time: FrameTime(Int64(frame)))
    }
    // Channel 1 is above the drums from frame 20 on.
    let drums: [Event] = [.on(0, 60, channel: 9), .on(10, 61, channel: 9)]
    #expect(keys(synthesizer.render(drums + [set(.high, 0, 20), .on(20, 62)], frames: 1000)) == [61, 62])
    // No message takes that back.
    let reset = Event(time: .zero, 0xFF, group: 0)
    _ = synthesizer.render([reset] + [0, 9].flatMap { Event.fullVolume(channel: $0) }, frames: 64)
    let again: [Event] = [.on(0, 63), .on(5, 64), set(.low, 9, 10), .on(10, 60, channel: 9)]
    #expect(keys(synthesizer.render(again, frames: 1000)) == [63, 64])
    #expect(synthesizer.statistics.value(of: .voicesRefused) == 1)
  }

  @Test func `a stolen voice fades without a click`() throws {
    let synthesizer = try synthesizer(limit: 1, .level())
    let sound = synthesizer.render([.on(0, 60), .on(4800, 61, 1)], frames: 9600)
    #expect(abs(sound.gain(at: 4800)) < 0.1)
    // 0.354 in 3 ms are 0.0025 a frame.
    #expect(Signal.greatestStep(sound.left.dropFirst(1)) < 0.003)
    #expect(sound.left[4800 + 145] < 0.001)
  }

  @Test func `a burst of notes at one frame leaves as many as there may be`() throws {
    let synthesizer = try synthesizer(limit: 8, .level())
    let burst = (0..<200).map { Event.on(0, UInt8($0 % 128), channel: UInt8($0 / 128)) }
    let sound = synthesizer.render(burst, frames: 4800)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 8)
    #expect(synthesizer.statistics.value(of: .voicesStarted) == 200)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 192)
    // Those that went before they were heard are not heard: at no time more than eight.
    #expect((sound.left.max() ?? 0) < 8 * 0.354)
  }

  @Test func `every channel finds a voice on a bus of its own`() throws {
    let synthesizer = try TestSynthesizer(.level()) {
      $0.voiceLimit = 16
      $0.layout.outputs = .channels
    }
    let events = (0..<16).filter { $0 != 9 }.map { Event.on(0, 60, channel: UInt8($0)) }
    let buses = synthesizer.renderBuses(events, frames: 480)
    #expect(buses.indices.filter { buses[$0].onset == 0 } == (0..<16).filter { $0 != 9 })
    #expect(synthesizer.statistics.value(of: .voicesRefused) == 0)
  }

  @Test func `groups have a bus each`() throws {
    let synthesizer = try TestSynthesizer(.level()) {
      $0.layout.groupCount = 2
      $0.layout.outputs = .groups
    }
    let buses = synthesizer.renderBuses([.on(0, 60, group: 2)], frames: 480)
    #expect(buses[0].isSilent)
    #expect(buses[1].onset == 0)
  }

  @Test func `voices end, and silence is exact`() throws {
    let connections: [Connection] = [
      .hertz(Connection.To.filterCutoff, 300), .constant(Connection.To.filterQ, 200),
      .seconds(Connection.To.eg1Release, 0.05),
    ]
    let synthesizer = try TestSynthesizer(.level(connections))
    let sound = synthesizer.render([.on(0), .off(2400)], frames: 9600)
    #expect(sound.heardFrames < 2400 + 2500)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0)
    #expect(synthesizer.render(frames: 4800).isSilent)
  }

  @Test func `a note without region is counted`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [1000])
    bank.add([Region(wave: wave, keys: 0...59)])
    let synthesizer = try TestSynthesizer(bank)
    _ = synthesizer.render([.on(0, 60), .on(1, 60, channel: 9)], frames: 64)
    #expect(synthesizer.statistics.value(of: .notesWithoutRegion) == 2)
    #expect(synthesizer.statistics.value(of: .voicesStarted) == 0)
  }

  @Test func `regions choose by key and velocity, bounds included`() throws {
    var bank = TestBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64))
    bank.add([Region(wave: wave, keys: 40...50, velocities: 30...60, loop: 0...63)])
    for (key, velocity, expected) in [(40, 30, 1), (50, 60, 1), (39, 40, 0), (51, 40, 0), (45, 29, 0), (45, 61, 0)] {
      let synthesizer = try TestSynthesizer(bank)
      _ = synthesizer.render([.on(0, UInt8(key), UInt8(velocity))], frames: 64)
      #expect(synthesizer.statistics.value(of: .voicesStarted) == expected)
    }
  }
}
