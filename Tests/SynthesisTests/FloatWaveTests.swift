// SPDX-License-Identifier: MIT
// Waves of more than 16 bits. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct FloatWaveTests {
  private func render<Sample: WaveSample>(
    _ wave: [Sample], loop: ClosedRange<Int>?, key: UInt8, _ interpolation: Interpolation, _ set: KernelSet
  ) throws -> Stereo {
    var bank = EngineBank()
    let number = bank.add(wave: wave, loop: loop)
    bank.add(wave: number)
    let synthesizer = TestSynthesizer(bank.compiled()) {
      $0.interpolation = interpolation
      $0.kernelSet = set
    }
    return synthesizer.render(Event.fullVolume() + [.on(0, key)], frames: 3000)
  }

  @Test(arguments: Interpolation.allCases, KernelSet.allCases.filter { $0 == .baseline || $0 == KernelSet.best })
  func `whole numbers sound the same in both forms`(interpolation: Interpolation, set: KernelSet) throws {
    let wave = (0..<700).map { Int16(truncatingIfNeeded: $0 * 7919 + 1) }
    for loop in [nil, 40...639, 5...7, 699...699] {
      for key: UInt8 in [60, 61, 47, 90] {
        let whole = try render(wave, loop: loop, key: key, interpolation, set)
        #expect(try render(wave.map { Float($0) }, loop: loop, key: key, interpolation, set) == whole)
        #expect(!whole.isSilent)
      }
    }
  }

  @Test(arguments: Interpolation.allCases)
  func `what is smaller than a step of 16 bits is heard`(interpolation: Interpolation) throws {
    // A tenth of a step: 110 dB under full scale.
    let wave = (0..<1000).map { Float(0.1 * sin(2 * .pi * Double($0) / 100)) }
    let sound = try render(wave, loop: 0...999, key: 60, interpolation, .best)
    let found = Signal.component(sound.left, 0..<3000, hertz: 480).amplitude
    #expect(abs(Signal.decibels(found / (0.1 / 32_768 * 0.5.squareRoot()))) < 0.05)
    let noise = sound.left.enumerated().reduce(0) { worst, item in
      max(worst, abs(Double(item.element) - found * sin(2 * .pi * Double(item.offset) / 100)))
    }
    #expect(noise < found * 1e-3)
  }
}
