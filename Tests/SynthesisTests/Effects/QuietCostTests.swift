// SPDX-License-Identifier: MIT
// What dies away costs no more than what sounds, and silence nothing. The test's own thread, whose processor does not take
// denormal numbers for zero.

import DLS
import Glibc
import MIDI
import Realtime
import Testing
import VoiceState

@testable import Synthesis

@Suite(.serialized) struct QuietCostTests {
  /// Seconds of processor time of the cheapest of many blocks: what else runs on the machine does not make that dearer.
  private func cost(_ synthesizer: TestSynthesizer, blocks: Int, frames: Int = 480) -> Double {
    (0..<blocks).map { _ in
      let begin = Self.processorTime()
      _ = synthesizer.render(frames: frames)
      return Self.processorTime() - begin
    }.min() ?? 0
  }

  private static func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// A filtered noise that ends in silence, under a release of one second.
  private static func bank() -> TestBank {
    var wave = Signal.sine(period: 61, count: 6100)
    wave += [Int16](repeating: 0, count: 200_000)
    return .one(
      wave, loop: 6100...206_000,
      [
        .hertz(Connection.To.filterCutoff, 900), .constant(Connection.To.filterQ, 100),
        .seconds(Connection.To.eg1Release, 1),
      ])
  }

  @Test func `a thousand voices and the reverb die away at no more than they cost, and then cost nothing`() throws {
    let synthesizer = try TestSynthesizer(Self.bank()) {
      $0.hasEffects = true
      $0.voiceLimit = 1000
    }
    let untouched = try TestSynthesizer(Self.bank()) {
      $0.hasEffects = true
      $0.voiceLimit = 1000
    }
    synthesizer.exclusive(Exclusive.gs(0x40, 1, 0x3F, 127))
    var events: [Event] = []
    for channel in 0..<8 {
      events += [.control(0, 91, 127, channel: UInt8(channel)), .control(0, 93, 127, channel: UInt8(channel))]
      for key in 0..<125 { events.append(.on(0, UInt8(key), channel: UInt8(channel))) }
    }
    _ = synthesizer.render(events, frames: 480)
    #expect(synthesizer.statistics.integer(.voicesSounding) == 1000)
    let loud = cost(synthesizer, blocks: 12)
    // The waves have fallen silent, the filters die away.
    _ = synthesizer.render(frames: 40_000)
    let quiet = cost(synthesizer, blocks: 12)
    #expect(quiet < 3 * loud, "\(quiet) s to \(loud) s")
    let release = (0..<8).map { Event.control(0, 123, 0, channel: UInt8($0)) }
    _ = synthesizer.render(release, frames: 48_000)
    // Reverb alone, loud and at its end; the limiter counts as an effect.
    let early = cost(synthesizer, blocks: 12)
    var late = early
    var turns = 0
    while turns < 100 {
      let here = cost(synthesizer, blocks: 20)
      guard synthesizer.statistics.integer(.effectsSounding) == 2 else { break }
      late = here
      turns += 1
    }
    #expect(turns > 5 && turns < 100)
    #expect(late < 3 * early, "\(late) s to \(early) s")
    let silence = cost(synthesizer, blocks: 100)
    let nothing = cost(untouched, blocks: 100)
    #expect(silence < 1.5 * nothing, "\(silence) s to \(nothing) s")
    #expect(silence < 0.5 * late, "\(silence) s to \(late) s")
  }

  @Test func `no number in the reverb's memory is ever denormal`() {
    var reverb = Reverb(rate: SampleRate(hertz: 48_000))
    var settings = EffectSettings()
    settings.reverb.preLowPass = 5
    var found = 0
    _ = unsafe EffectBench.run(EffectBench.noise(4800), frames: 480_000) { cell, left, right, isFed in
      unsafe reverb.render(cell, left, right, isFed: isFed, settings: settings, kernels: EffectBench.kernels)
      let state = reverb.state
      func count(_ memory: UnsafeMutablePointer<Float>, _ count: Int) -> Int {
        (0..<count).count { unsafe memory[$0].isSubnormal }
      }
      // The allpasses and the filters as a whole, the lines where they have just been written.
      found += unsafe count(state.diffusion, Int(state.diffusionFrames.wrappedSum()))
      for line in 0..<16 {
        found += unsafe count(state.lines + line * state.lineStride + max(0, state.position - 64), 64)
        if state.memory[line].isSubnormal { found += 1 }
      }
      if state.lowPassMemory.isSubnormal { found += 1 }
    }
    #expect(found == 0)
    #expect(reverb.watch.isIdle)
  }
}
