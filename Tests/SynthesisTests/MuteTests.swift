// SPDX-License-Identifier: MIT
// Channels that are silenced and heard again. The test's own thread.

import DLS
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct MuteTests {
  /// 5 ms, and the cell in which that ends.
  private static let mostFrames = 240 + 96

  private static func mute(_ frame: Int, _ isOn: Bool, channel: UInt8 = 0, group: UInt16 = 1) -> Event {
    Event(mute: isOn, group: group, channel: channel, time: FrameTime(Int64(frame)))
  }

  @Test(arguments: [0, 1, 63, 333], [1, 16, 64, 256, 999, 1024])
  func `a channel falls silent within milliseconds along a line, and comes back`(offset: Int, block: Int) {
    let synthesizer = TestSynthesizer(EngineBank.level())
    let (off, on) = (2000 + offset, 6000 + offset)
    let events = Event.fullVolume() + [.on(0), Self.mute(off, true), Self.mute(on, false)]
    let left = synthesizer.render(events, frames: 9000, block: block).left
    let full = Float(0.5 * 0.5.squareRoot())
    #expect(left[off - 1] == left[1500] && abs(left[1500] - full) < 1e-4)
    #expect(left[off + 120] > 0.4 * full && left[off + 120] < 0.6 * full, "half of the way")
    #expect(left[(off + Self.mostFrames)..<on].allSatisfy { $0 == 0 }, "to the last bit")
    #expect(left[(on + Self.mostFrames)...].allSatisfy { $0 == left[1500] })
    #expect(Signal.greatestStep(left[1500...]) < full / 230)
    #expect(zip(left[off..<on], left[(off + 1)..<on]).allSatisfy { $0 >= $1 }, "it falls, and only falls")
  }

  @Test func `the bits are the same whatever the blocks`() {
    let events = Event.fullVolume() + [.on(0), .on(70, 64), Self.mute(1000, true), Self.mute(1100, false), .off(3000)]
    let whole = TestSynthesizer(EngineBank.sine()).render(events, frames: 6000, block: 6000)
    for block in [1, 16, 63, 64, 1000] {
      let same = TestSynthesizer(EngineBank.sine()).render(events, frames: 6000, block: block) == whole
      #expect(same, "blocks of \(block)")
    }
  }

  @Test func `what is told again changes nothing`() {
    let events = Event.fullVolume() + [.on(0), Self.mute(1000, true)]
    let once = TestSynthesizer(EngineBank.sine()).render(events, frames: 3000)
    let told = events + [Self.mute(1100, true), Self.mute(2000, true)]
    let again = TestSynthesizer(EngineBank.sine()).render(told, frames: 3000)
    #expect(once == again)
  }

  @Test func `other channels, and what was never muted, are the same to the last bit`() {
    let notes = Event.fullVolume(channel: 1) + [.on(0, channel: 1), .off(5000, channel: 1)]
    let alone = TestSynthesizer(EngineBank.sine()).render(notes, frames: 8000)
    let silenced: [Event] = [Self.mute(0, true), .on(10), Self.mute(3000, true, channel: 2)]
    let beside = TestSynthesizer(EngineBank.sine()).render(notes + silenced, frames: 8000)
    #expect(alone == beside)
    let told = TestSynthesizer(EngineBank.sine()).render(
      notes + [Self.mute(0, false, channel: 1), Self.mute(2000, false, channel: 1)], frames: 8000)
    #expect(alone == told, "what is heard already is not touched")
  }

  @Test func `a note that begins while its channel is silent is heard where it has come to`() {
    let synthesizer = TestSynthesizer(EngineBank.level())
    let first = synthesizer.render(Event.fullVolume() + [Self.mute(0, true), .on(100)], frames: 4800)
    #expect(first.isSilent)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 1)
    let second = synthesizer.render([Self.mute(0, false)], frames: 4800)
    #expect(abs(second.left[4000] - Float(0.5 * 0.5.squareRoot())) < 1e-4)
    let third = synthesizer.render([Self.mute(0, true), .off(1000), Self.mute(48_000, false)], frames: 96_000)
    #expect(third.left[1000...].allSatisfy { $0 == 0 }, "its release went on in silence")
  }

  @Test func `no reset and no controller lets it be heard`() {
    let synthesizer = TestSynthesizer(EngineBank.level())
    _ = synthesizer.render([Self.mute(0, true)], frames: 480)
    synthesizer.exclusive([0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7])
    let sound = synthesizer.render(
      [.control(0, 121, 127), Event(time: .zero, 0xFF)] + Event.fullVolume(1) + [.on(2)], frames: 4800)
    #expect(sound.isSilent && synthesizer.statistics.integer(.voicesSounding) == 1)
  }

  @Test func `even a gain that a generator raises beyond measure is silenced`() {
    let links: [Connection] = [.link(Connection.From.eg2, Connection.To.gain, 28_800)]
    let sound = TestSynthesizer(EngineBank.level(links)).render(
      Event.fullVolume() + [.on(0), Self.mute(1000, true)], frames: 4800)
    #expect(abs(sound.left[999]) > 0.1 && sound.left[(1000 + Self.mostFrames)...].allSatisfy { $0 == 0 })
  }

  @Test func `what it sends to the effects is silenced too`() throws {
    let synthesizer = try TestSynthesizer(.level()) { $0.hasEffects = true }
    let events: [Event] = [
      .control(0, 91, 127), .control(0, 93, 127), Self.mute(0, true), .on(10), Self.mute(20_000, true),
    ]
    #expect(synthesizer.render(events, frames: 48_000).isSilent)
    let heard = synthesizer.render([Self.mute(0, false)], frames: 48_000)
    #expect(heard.heardFrames > 40_000)
  }

  @Test func `group by group, and a group that comes anew is heard`() {
    let synthesizer = TestSynthesizer(EngineBank.level()) {
      $0.layout.groupCount = 2
      $0.isReshapable = true
    }
    let events = [Self.mute(0, true, group: 2), .on(1, group: 2)]
    #expect(synthesizer.render(events, frames: 480).isSilent)
    #expect(!synthesizer.render([.on(0, group: 1), .off(100, group: 1)], frames: 480).isSilent)
    _ = synthesizer.render([.off(0, group: 2)], frames: 48_000)
    synthesizer.setLayout(1, .stereo)
    _ = synthesizer.render(frames: 480)
    synthesizer.setLayout(2, .stereo)
    _ = synthesizer.render(frames: 480)
    #expect(!synthesizer.render([.on(0, group: 2)], frames: 480).isSilent)
  }
}
