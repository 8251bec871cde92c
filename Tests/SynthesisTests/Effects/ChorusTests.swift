// SPDX-License-Identifier: MIT
// The chorus by physics: where its taps are, and how they move. The test's own thread.

import Glibc
import MIDI
import Realtime
import Testing
import VoiceState

@testable import Synthesis

struct ChorusTests {
  /// GM2's six types: feedback in percent of 0.763, rate of 0.122 Hz, depth of (n + 1) / 3.2 ms.
  private static let types: [(UInt8, rate: Double, depth: Double, feedback: Double)] = [
    (0, 0.366, 0.001_875, 0), (1, 1.098, 0.006_25, 0.038), (2, 0.366, 0.006_25, 0.061), (3, 1.098, 0.005_312_5, 0.122),
    (4, 0.244, 0.007_812_5, 0.488), (5, 0.122, 0.001_875, 0.855),
  ]

  private static func settings(type: UInt8) -> EffectSettings {
    var settings = EffectSettings()
    _ = settings.setGM2Chorus(0, type)
    return settings
  }

  @Test(arguments: types)
  func `taps swing as far and as often as GM2's types say`(
    type: UInt8, rate: Double, depth: Double, feedback: Double
  ) {
    var settings = Self.settings(type: type)
    #expect(abs(settings.chorus.feedback - feedback) < 0.001)
    settings.chorus.feedback = 0
    // A tap that moves turns a phase: the delay of a tone of 500 Hz, read off at each moment.
    settings.chorus.kind = .flanger
    let frames = Int(48_000 / rate) + 4800
    let tone = (0..<frames).map { Float(0.5 * sin(2 * .pi * 500 * Double($0) / 48_000)) }
    let answer = EffectBench.chorus(tone, frames: frames) { _ in settings }
    for side in [answer.left, answer.right] {
      let delays = Self.delays(side, hertz: 500)
      let swing = (delays.max() ?? 0) - (delays.min() ?? 0)
      #expect(abs(swing / depth - 1) < 0.02, "\(swing) s, wanted \(depth) s")
    }
    // The sides are a quarter of a turn apart: where one is at its longest, the other is in the middle.
    let (left, right) = (Self.delays(answer.left, hertz: 500), Self.delays(answer.right, hertz: 500))
    let peak = left.indices.max { left[$0] < left[$1] } ?? 0
    let middle = ((right.max() ?? 0) + (right.min() ?? 0)) / 2
    #expect(abs(right[peak] - middle) < 0.1 * depth)
    // A quarter of a turn from the start the left is at its longest.
    #expect(abs(Double(peak) * 480 / 48_000 - 0.25 / rate) < 0.03 / rate)
  }

  /// The delay each 10 ms from frame 4800 on, in seconds, unwrapped.
  private static func delays(_ samples: [Float], hertz: Double) -> [Double] {
    var last = 0.0
    return stride(from: 0, to: samples.count - 960, by: 480).map { frame in
      let phase = Signal.component(samples, frame..<(frame + 960), hertz: hertz).phase
      // A sine has the phase −π/2 at 0.
      let turns = -(phase + .pi / 2) / (2 * .pi)
      last += remainder(turns - last, 1)
      return last / hertz
    }
  }

  @Test func `the answer begins at the frame that its delay says`() {
    var settings = EffectSettings()
    settings.chorus.kind = .shortDelay
    settings.chorus.feedback = 0.5
    settings.chorus.delaySeconds = 0.01
    for frame in [0, 1, 63, 64, 100] {
      var input = [Float](repeating: 0, count: frame + 1)
      input[frame] = 1
      let answer = EffectBench.chorus(input, frames: 4800) { _ in settings }
      // A cell is complete before it is taken in.
      let heard = answer.left.indices.filter { answer.left[$0].magnitude > 1e-6 }.map { $0 + VoiceLayout.controlFrames }
      #expect(Array(heard.prefix(3)) == [frame + 480, frame + 960, frame + 1440])
      #expect(abs(answer.left[frame + 480 - 64] - 0.7071) < 1e-4 && abs(answer.left[frame + 960 - 64] - 0.35355) < 1e-4)
      #expect(answer.left == answer.right)
    }
  }

  @Test(arguments: [UInt8](0...5))
  func `what is sent comes back as strong, from both sides, and not the same`(type: UInt8) {
    var settings = Self.settings(type: type)
    settings.chorus.feedback = 0
    // Without the highest octave, of which the interpolation takes a part.
    let white = EffectBench.noise(96_000)
    let noise = white.indices.map { ($0 > 2 ? white[$0] + white[$0 - 1] + white[$0 - 2] + white[$0 - 3] : 0) / 2 }
    let answer = EffectBench.chorus(noise, frames: 96_000) { _ in settings }
    let sent = noise.reduce(0) { $0 + Double($1) * Double($1) }
    for side in [answer.left, answer.right] {
      let heard = side.reduce(0) { $0 + Double($1) * Double($1) }
      #expect(abs(10 * log10(heard / sent) - -3.01) < 0.7)
    }
    #expect(abs(Decay.correlation(answer.left, answer.right)) < 0.5)
  }

  @Test(arguments: [-1, 1] as [Double], [1, 15.5] as [Double])
  func `the most feedback does not run away`(feedback: Double, rate: Double) {
    var settings = EffectSettings()
    settings.chorus.kind = .flanger
    settings.chorus.feedback = feedback
    settings.chorus.rateHertz = rate
    settings.chorus.depthSeconds = 0.04
    let answer = EffectBench.chorus(EffectBench.noise(4800), frames: 480_000) { _ in settings }
    let early = answer.left[4800..<24_000].map(\.magnitude).max() ?? 0
    let late = answer.left[456_000...].map(\.magnitude).max() ?? 0
    #expect(early < 10 && late < early)
  }

  @Test func `new settings make no step`() {
    let tone = (0..<96_000).map { Float(0.5 * sin(2 * .pi * 100 * Double($0) / 48_000)) }
    let kinds: [EffectSettings.Chorus.Kind] = [.chorus, .flanger, .shortDelay, .none, .celeste]
    let answer = EffectBench.chorus(tone, frames: 96_000) { frame in
      var settings = EffectSettings()
      let number = frame / 16_000
      settings.changeCount = UInt64(number)
      settings.chorus.kind = kinds[number % 5]
      settings.chorus.level = number % 2 == 0 ? 2 : 0.5
      settings.chorus.delaySeconds = 0.002 * Double(number)
      settings.chorus.depthSeconds = 0.004 * Double(number % 3)
      return settings
    }
    // −80 dBFS.
    #expect(Steps.greatest(Array(answer.left[9600...])) < 1e-4)
    #expect(Steps.greatest(Array(answer.right[9600...])) < 1e-4)
  }
}
