// SPDX-License-Identifier: MIT
// Where sounds begin. The test's own thread.

import Foundation
import Realtime
import Testing

@testable import Latency

struct OnsetDetectorTests {
  private let rate = SampleRate(hertz: 48_000)

  private func onsets(_ method: OnsetMethod, _ sound: [Float], gap: Int = 2400) -> [(frame: Int, uncertainty: Int)] {
    var detector = OnsetDetector(method, rate: rate, gapFrames: gap)
    var found: [(frame: Int, uncertainty: Int)] = []
    for (frame, sample) in sound.enumerated() where detector.take(sample.magnitude) {
      found.append((frame, Int(detector.uncertainty)))
    }
    return found
  }

  @Test func `an impulse is found at its frame, and its plateau is one sound`() {
    var sound = [Float](repeating: 0, count: 9600)
    for start in [0, 2411, 4822] { for frame in start..<start + 64 { sound[frame] = 0.7 } }
    sound[9000] = -0.0002
    #expect(onsets(.impulse, sound).map(\.frame) == [0, 2411, 4822, 9000])
    #expect(onsets(.impulse, sound).allSatisfy { $0.uncertainty == 0 })
  }

  @Test func `what never ends is one sound`() {
    #expect(onsets(.impulse, [Float](repeating: 0.3, count: 20_000)).count == 1)
  }

  @Test func `notes that decay are told apart, and a slow beginning is uncertain`() {
    // A tone that rises for 480 frames and decays by 60 dB in 100 ms.
    var sound = [Float](repeating: 0, count: 4 * 4800)
    for note in 0..<4 {
      for frame in 0..<4800 {
        let attack = min(1, Double(frame) / 480)
        sound[note * 4800 + frame] = Float(attack * pow(10, -3 * Double(frame) / 4800) * sin(Double(frame) * 0.1))
      }
    }
    let found = onsets(.rise(thresholdDecibels: -40), sound, gap: 4500)
    #expect(found.count == 4)
    for (note, onset) in found.enumerated() {
      let delay = onset.frame - note * 4800
      // −40 dB of a ramp of 480 frames, in a sine: within a quarter of its period.
      #expect((4...24).contains(delay), "note \(note) after \(delay) frames")
      #expect(onset.uncertainty <= delay)
    }
    #expect((found.first?.uncertainty ?? 0) > 0)
  }
}
