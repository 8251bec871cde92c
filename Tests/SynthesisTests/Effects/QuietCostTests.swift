// SPDX-License-Identifier: MIT
// What dies away costs no more than what sounds, and silence nothing. Threads of the tests' own, whose processor takes
// denormal numbers for zero or does not.

import DLS
import Glibc
import MIDI
import Realtime
import Testing
import VoiceState

@testable import Synthesis

@Suite(.serialized) struct QuietCostTests {
  /// Seconds of processor time of the cheapest of many blocks: what else runs on the machine does not make that dearer.
  private static func cost(_ synthesizer: TestSynthesizer, blocks: Int, frames: Int = 480) -> Double {
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

  /// A filtered tone that ends in silence after 25 ms, under a release of one second.
  private static func bank() -> TestBank {
    let wave = Signal.sine(period: 61, count: 1220) + [Int16](repeating: 0, count: 200_000)
    return .one(
      wave, loop: 1220...201_000,
      [
        .hertz(Connection.To.filterCutoff, 900), .constant(Connection.To.filterQ, 100),
        .seconds(Connection.To.eg1Release, 1),
      ])
  }

  private static func synthesizer() throws -> TestSynthesizer {
    try TestSynthesizer(bank()) {
      $0.hasEffects = true
      $0.voiceLimit = 1000
    }
  }

  /// A thousand notes, all of them at the wave's own speed or above, on sixteen channels that send all they have.
  private static func play(on synthesizer: TestSynthesizer) {
    synthesizer.exclusive(Exclusive.gs(0x40, 1, 0x3F, 127))
    let sends: [Event] = (0..<16).flatMap { channel in
      [.control(0, 91, 127, channel: UInt8(channel)), .control(0, 93, 127, channel: UInt8(channel))]
    }
    // Channel 10 plays drums, of which the bank has none.
    let channels = (0..<16).filter { $0 != 9 }
    let notes = (0..<1000).map { Event.on(0, UInt8(60 + $0 / 15), channel: UInt8(channels[$0 % 15])) }
    _ = synthesizer.render(sends + notes, frames: 480)
  }

  /// What blocks of 10 ms cost.
  private struct Costs {
    var loud = 0.0, quiet = 0.0, tailEarly = 0.0, tailLate = 0.0, silence = 0.0, nothing = 0.0
    var soundingCount: Int64 = 0
    var tailTurns = 0
  }

  private static func measure() throws -> Costs {
    var costs = Costs()
    let (synthesizer, untouched) = (try Self.synthesizer(), try Self.synthesizer())
    play(on: synthesizer)
    costs.soundingCount = Int64(synthesizer.statistics.integer(.voicesSounding))
    costs.loud = cost(synthesizer, blocks: 12, frames: 64)
    // The waves have fallen silent, the filters die away: for more than twice as long as that takes them.
    costs.quiet = costs.loud
    for _ in 0..<10 { costs.quiet = max(costs.quiet, cost(synthesizer, blocks: 12, frames: 64)) }
    let release = (0..<16).map { Event.control(0, 123, 0, channel: UInt8($0)) }
    _ = synthesizer.render(release, frames: 48_000)
    // Reverb alone, loud and at its end; the limiter counts as an effect.
    costs.tailEarly = cost(synthesizer, blocks: 12)
    costs.tailLate = costs.tailEarly
    while costs.tailTurns < 100 {
      let here = cost(synthesizer, blocks: 20)
      guard synthesizer.statistics.integer(.effectsSounding) == 2 else { break }
      costs.tailLate = here
      costs.tailTurns += 1
    }
    costs.silence = cost(synthesizer, blocks: 100)
    costs.nothing = cost(untouched, blocks: 100)
    return costs
  }

  @Test(arguments: [false, true])
  func `a thousand voices and the reverb die away at no more than they cost, and then cost nothing`(
    flushes: Bool
  ) throws {
    let costs = try OwnThread.run(flushingDenormals: flushes) { try Self.measure() }
    #expect(costs.soundingCount == 1000)
    #expect(costs.quiet < 2 * costs.loud, "\(costs.quiet) s to \(costs.loud) s")
    #expect(costs.tailTurns > 5 && costs.tailTurns < 100)
    #expect(costs.tailLate < 2 * costs.tailEarly, "\(costs.tailLate) s to \(costs.tailEarly) s")
    #expect(costs.silence < 1.5 * costs.nothing, "\(costs.silence) s to \(costs.nothing) s")
    #expect(costs.silence < 0.5 * costs.tailLate, "\(costs.silence) s to \(costs.tailLate) s")
  }

  /// On a processor that is not slowed down by denormal numbers no cost would show them.
  @Test func `no number in the state of a voice is ever denormal`() throws {
    let synthesizer = try Self.synthesizer()
    Self.play(on: synthesizer)
    var found = 0
    var isDying = false
    for block in 0..<400 {
      if block == 200 { _ = synthesizer.render([.control(0, 123, 0)], frames: 1) }
      _ = synthesizer.render(frames: 64)
      for group in synthesizer.voiceGroups {
        let least = group.filterY1.magnitudes.filter { $0 > 0 }.min() ?? 1
        if least < 1e-10 { isDying = true }
        let gains = [group.gainLeft, group.gainRight, group.gainReverb, group.gainChorus]
        for lanes in [group.filterY1, group.filterY2] + gains { found += lanes.magnitudes.count { $0.isSubnormal } }
      }
    }
    #expect(isDying)
    #expect(found == 0)
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

extension Lanes {
  /// Without their signs.
  fileprivate var magnitudes: [Float] { (0..<8).map { self[$0].magnitude } }
}
