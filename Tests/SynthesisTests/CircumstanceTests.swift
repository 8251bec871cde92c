// SPDX-License-Identifier: MIT
// Overload, and sound that is not a number any more. The test's own thread.

import DLS
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct CircumstanceTests {
  /// Forty held tones, keys from 40 on, those of channel 10 (the drums, which come first) last; one level each.
  private static func crowd() throws -> TestSynthesizer {
    var bank = TestBank()
    let cue = bank.add(wave: [Int16](repeating: 400, count: 64))
    let region = Region(wave: cue, loop: 0...63)
    bank.add([region])
    bank.add([region], isDrum: true)
    let synthesizer = try TestSynthesizer(bank) { $0.voiceLimit = 64 }
    let notes = (0..<40 as Range<UInt8>).map { Event.on(Int($0), 40 + $0, channel: $0 < 32 ? 0 : 9) }
    _ = synthesizer.render(notes, frames: 480)
    return synthesizer
  }

  @Test func `under overload the oldest notes give way in 3 ms, those of the drums last, and each is counted`() throws {
    let synthesizer = try Self.crowd()
    #expect(synthesizer.statistics.integer(.voicesAllowed) == 64)
    let before = synthesizer.render(frames: 480).left[479]
    synthesizer.adapt(to: .overload(0.5))
    let sound = synthesizer.render(frames: 480)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 20)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 0)
    #expect(synthesizer.statistics.integer(.voicesAllowed) == 20)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 20)
    #expect(abs(sound.left[200] / before - 0.5) < 1e-3, "twenty of forty equal voices")
    #expect(Signal.greatestStep([before] + sound.left) < before / 144 * 1.1, "no step is larger than that of the fade")
    // Forty percent of twenty would be 8; 16 always stay.
    synthesizer.adapt(to: .overload(0.4))
    _ = synthesizer.render(frames: 480)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 24)
    // The drums are among what is left: with their keys half of it ends.
    _ = synthesizer.render((32..<40 as Range<UInt8>).map { .off(0, 40 + $0, channel: 9) }, frames: 4800)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 8)
  }

  @Test func `no more than 32 voices give way in 64 frames, however many blocks these are`() throws {
    let synthesizer = try TestSynthesizer(.level()) { $0.voiceLimit = 128 }
    _ = synthesizer.render((0..<100 as Range<UInt8>).map { .on(Int($0), 20 + $0) }, frames: 480)
    synthesizer.adapt(to: .overload(0.2))
    #expect(synthesizer.statistics.value(of: .voicesShed) == 32)
    _ = synthesizer.render(frames: 63, block: 7)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 32)
    _ = synthesizer.render(frames: 65, block: 13)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 64)
    _ = synthesizer.render(frames: 128, block: 64)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 80, "twenty of a hundred stay")
  }

  @Test func `while the server freewheels no note is left out, and after it the limit holds again`() throws {
    let synthesizer = try Self.crowd()
    synthesizer.adapt(to: .overload(0.5))
    synthesizer.adapt(to: .freewheel(true))
    _ = synthesizer.render((0..<20 as Range<UInt8>).map { .on(0, 90 + $0) }, frames: 480)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 40)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 0)
    synthesizer.adapt(to: .freewheel(false))
    _ = synthesizer.render(frames: 480)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 20)
  }

  @Test func `new notes keep to the limit until there is room again, an eighth more each second`() throws {
    let synthesizer = try Self.crowd()
    synthesizer.adapt(to: .overload(0.5))
    _ = synthesizer.render([.on(0, 100)], frames: 480)
    #expect(synthesizer.statistics.value(of: .voicesStolen) == 1)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 20)
    for expected in [28, 36, 44, 52, 60, 64, 64] as [Int64] {
      synthesizer.adapt(to: .relief)
      _ = synthesizer.render(frames: 64)
      #expect(synthesizer.statistics.integer(.voicesAllowed) == expected)
    }
  }

  @Test func `an overload while few voices sound changes nothing: they are not its cause`() throws {
    let synthesizer = try TestSynthesizer(.level())
    _ = synthesizer.render([.on(0)], frames: 480)
    synthesizer.adapt(to: .overload(0.25))
    _ = synthesizer.render((0..<20 as Range<UInt8>).map { .on(0, 70 + $0) }, frames: 480)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 21)
    #expect(synthesizer.statistics.integer(.voicesAllowed) == 256)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 0)
  }

  @Test func `sound that is not a number is silenced, counted, and gone with the next note`() throws {
    let synthesizer = try TestSynthesizer(.level()) { $0.hasEffects = true }
    _ = synthesizer.render([.control(0, 91, 127), .control(0, 93, 127), .on(0)], frames: 4800)
    synthesizer.breakFirstVoice()
    let broken = synthesizer.render(frames: 4800, block: 64)
    #expect(broken.left.allSatisfy { $0.isFinite } && broken.right.allSatisfy { $0.isFinite })
    #expect(synthesizer.statistics.value(of: .soundsCured) == 1, "the effects do not bring it back")
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0)
    // Longer than the longest memory of an effect.
    _ = synthesizer.render(frames: 96_000)
    #expect(synthesizer.statistics.integer(.effectsSounding) == 0)
    let count = synthesizer.statistics.value(of: .soundsCured)
    let sound = synthesizer.render([.on(0)], frames: 48_000)
    let fresh = try TestSynthesizer(.level()) { $0.hasEffects = true }
    _ = fresh.render([.control(0, 91, 127), .control(0, 93, 127)], frames: 4800 + 4800 + 96_000)
    let expected = fresh.render([.on(0)], frames: 48_000)
    #expect(synthesizer.statistics.value(of: .soundsCured) == count)
    let difference = zip(sound.left, expected.left).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-4, "as in a synthesizer that nothing has happened to")
  }

  @Test func `what voices send while they fade in a panic does not come back either`() throws {
    let synthesizer = try TestSynthesizer(.sine()) { $0.hasEffects = true }
    let sends = [Event.control(0, 91, 127), .control(0, 93, 127)]
    // Once in full sound, and once when nothing has reached the effects yet.
    for wait in [9600, 20] {
      _ = synthesizer.render(sends + [.on(0)], frames: wait)
      let panic = [Event.control(0, 120, 0), .effectsEnd()]
      let tail = synthesizer.render(panic, frames: 96_000 - wait)
      // 144 frames of a fade, two cells, and what the limiter looks ahead.
      #expect(tail.heardFrames <= 144 + 128 + 72, "\(tail.heardFrames)")
      #expect(tail.heardFrames > 0)
    }
  }

  @Test func `the end of the effects is a fade of 64 frames, and nothing of them comes back`() throws {
    let synthesizer = try TestSynthesizer(.one(Signal.sine(period: 100, count: 4800))) { $0.hasEffects = true }
    _ = synthesizer.render([.control(0, 91, 127), .control(0, 93, 127), .on(0)], frames: 9600)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 0, "only the reverb is heard")
    let tail = synthesizer.render([.effectsEnd(time: FrameTime(480))], frames: 48_000)
    #expect(tail.left[0..<480].contains { abs($0) > 1e-3 })
    // To the end of the cell, the cell that fades, and what the limiter looks ahead.
    #expect(tail.heardFrames <= 480 + 64 + 64 + 72, "\(tail.heardFrames)")
    let before = Signal.greatestStep(tail.left[0..<480])
    #expect(Signal.greatestStep(tail.left[480...]) < 2 * before + 1e-3, "no click")
  }

  @Test func `overload that goes on takes a large engine down as far as a small one`() throws {
    let synthesizer = try TestSynthesizer(.level()) { $0.voiceLimit = 4096 }
    _ = synthesizer.render((0..<100 as Range<UInt8>).map { .on(Int($0), 20 + $0) }, frames: 480)
    for _ in 0..<8 {
      synthesizer.adapt(to: .overload(0.7))
      _ = synthesizer.render(frames: 480)
    }
    #expect(synthesizer.statistics.integer(.voicesAllowed) == 16)
    #expect(synthesizer.statistics.value(of: .voicesShed) == 84)
  }
}
