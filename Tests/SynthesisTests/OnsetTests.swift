// SPDX-License-Identifier: MIT
// When a note is heard first, and how loud. The test's own thread.

import MIDI
import Testing

@testable import Synthesis

struct OnsetTests {
  @Test(arguments: [0, 1, 63, 64, 65, 1001], Interpolation.allCases)
  func `a note is heard at its frame, at full level from the first sample`(
    frame: Int, interpolation: Interpolation
  ) throws {
    let bank = TestBank.one([Int16](repeating: .min, count: 3000))
    let synthesizer = try TestSynthesizer(bank) { $0.interpolation = interpolation }
    let sound = synthesizer.render(Event.fullVolume() + [.on(frame)], frames: 2000, block: 256)
    #expect(sound.onset == frame)
    for sample in [sound.left[frame], sound.right[frame], sound.left[frame + 500], sound.right[frame + 500]] {
      #expect(abs(Signal.decibels(Double(-sample)) - -3.0103) < 0.01)
    }
  }

  @Test func `a wave is heard frame by frame and ends with its last frame`() throws {
    let wave = (0..<200).map { Int16(($0 * 7919 + 1) % 30_011) + 1 }
    let sound = try TestSynthesizer(.one(wave)).render(Event.fullVolume() + [.on(17)], frames: 600)
    let expected = wave.map { Float($0) / 32_768 * Float(0.5.squareRoot()) }
    #expect(zip(expected, sound.left[17...]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(sound.heardFrames == 217)
  }
}
