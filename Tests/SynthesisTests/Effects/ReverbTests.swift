// SPDX-License-Identifier: MIT
// The reverb by physics: how it dies away, how dense it is, and that it ends. The test's own thread.

import Glibc
import MIDI
import Realtime
import Testing
import VoiceState

@testable import Synthesis

struct ReverbTests {
  /// Seconds, ratio, room, rate.
  private static let times: [(Double, Double, EffectSettings.Room, UInt32)] = [
    (1.8, 0.4, .largeHall, 48_000), (0.5, 0.5, .smallRoom, 48_000), (1, 0.25, .mediumRoom, 44_100),
    (3, 0.8, .plate, 48_000), (1.2, 1, .mediumHall, 96_000), (0.3, 0.5, .largeHall, 48_000), (2, 0.5, .stage, 32_000),
    (0.5, 0.25, .largeHall, 48_000), (0.2, 0.5, .smallRoom, 48_000), (1, 0.1, .mediumRoom, 48_000),
  ]

  @Test(arguments: times)
  func `each octave takes its time to die away`(
    time: Double, ratio: Double, room: EffectSettings.Room, rate: UInt32
  ) throws {
    // Bursts that begin at several moments of the modulation, so that the measure is of the room and not of one echo.
    let answers = (0..<8).map { number in
      let burst = EffectBench.noise(480, seed: UInt32(number + 1))
      let frames = Int(time * 1.1 * Double(rate))
      let answer = EffectBench.reverb(
        [Float](repeating: 1e-4, count: 1 + number * 4096) + burst, frames: frames + number * 4096 + 480, rate: rate
      ) {
        $0.reverb.room = room
        $0.reverb.timeSeconds = time
        $0.reverb.highFrequencyRatio = ratio
      }
      return [answer.left, answer.right].map { Array($0.suffix(frames)) }
    }
    // Lower bands, in short reverbs, would show how the filter of the band dies away. Held against noise that dies away as it
    // is to, they are right within 10 %, which is how far so few modes and bursts let the measure be trusted.
    for band in [125.0, 250, 500, 1000, 2000, 4000, 8000] where band * 2.5 < Double(rate) && band * time > 125 {
      let measured = Decay.time(of: answers.flatMap(\.self), band: band, rate: Double(rate))
      // What is asked for below the least ratio is taken for it.
      let taken = max(ratio, ReverbPlan.leastRatio)
      let wanted = Decay.time(ofBand: band) { hertz in
        1 / (1 / time + (1 / (taken * time) - 1 / time) * hertz * hertz / (hertz * hertz + 16e6))
      }
      // Where the highs die away in less than 0.2 s a line takes so much each time that its filter of first order is no longer
      // the law of the documentation: 7 % at 2 kHz.
      let tolerance = taken * time < 0.2 && ratio < 0.5 ? 0.07 : 0.05
      #expect(abs(measured / wanted - 1) < tolerance, "\(band) Hz: \(measured) s, wanted \(wanted) s")
    }
  }

  @Test(
    arguments: [(.smallRoom, 0.05), (.plate, 0.06), (.mediumHall, 0.1), (.largeHall, 0.13)]
      as [(EffectSettings.Room, Double)])
  func `echoes are soon as dense as noise, and stay so`(room: EffectSettings.Room, seconds: Double) {
    let answer = EffectBench.reverb([1], frames: 48_000) { $0.reverb.room = room }
    let onset = answer.onset ?? 0
    for side in [answer.left, answer.right] {
      for frame in stride(from: onset + Int(seconds * 48_000), to: onset + 24_000, by: 960) {
        let density = Decay.echoDensity(side, at: frame, width: 1920)
        #expect(density > 0.85 && density < 1.2, "\(density) at \(frame)")
      }
    }
  }

  @Test(
    arguments: [(.smallRoom, 1.105), (.plate, 1.284), (.mediumHall, 1.822), (.largeHall, 3)]
      as [(EffectSettings.Room, Double)])
  func `no tone rings`(room: EffectSettings.Room, time: Double) {
    // The spectrum of a dense tail is that of noise: its greatest line is what the greatest of so many random ones is.
    let answer = EffectBench.reverb([1], frames: 96_000) {
      $0.reverb.room = room
      $0.reverb.timeSeconds = time
      $0.reverb.highFrequencyRatio = 1
    }
    for side in [answer.left, answer.right] {
      let first = 12_000, count = 16_384
      let flat = (0..<count).map { frame in
        // Undo the decay, so that late and early frames count alike.
        Double(side[first + frame]) * pow(10, 3 * Double(frame) / (time * 48_000))
      }
      let lines = Spectrum(flat[...]).magnitudes[100..<7000].map { $0 * $0 }
      let mean = lines.reduce(0, +) / Double(lines.count)
      // Lines of noise are distributed exponentially: of 6900 the greatest is at log(6900) = 8.8 times the mean.
      let greatest = (lines.max() ?? 0) / mean
      #expect(greatest < 22, "\(greatest)")
      let flatness = exp(lines.reduce(0) { $0 + log($1) } / Double(lines.count)) / mean
      // e^(−0.577) for noise.
      #expect(flatness > 0.46 && flatness < 0.6, "\(flatness)")
    }
  }

  @Test(arguments: [.smallRoom, .plate, .largeHall] as [EffectSettings.Room])
  func `the sides have nothing in common but their strength`(room: EffectSettings.Room) {
    let answer = EffectBench.reverb(EffectBench.noise(4800), frames: 96_000) { $0.reverb.room = room }
    #expect(abs(Decay.correlation(answer.left, answer.right)) < 0.1)
    let (left, right) = (Self.energy(answer.left), Self.energy(answer.right))
    #expect(abs(Signal.decibels((left / right).squareRoot())) < 1)
  }

  @Test func `a longer reverb is not a stronger one`() {
    let energies = [0.5, 1, 2, 4].map { time in
      let answer = EffectBench.reverb(EffectBench.noise(4800), frames: 480_000) { $0.reverb.timeSeconds = time }
      return 10 * log10(Self.energy(answer.left))
    }
    #expect((energies.max() ?? 0) - (energies.min() ?? 0) < 2, "\(energies)")
  }

  @Test func `a tail ends in true silence, and then nothing is computed`() {
    var reverb = Reverb(rate: SampleRate(hertz: 48_000))
    var settings = EffectSettings()
    settings.reverb.timeSeconds = 0.5
    var lastHeard = 0
    var restsAt: Int?
    var frame = 0
    let answer = unsafe EffectBench.run(EffectBench.noise(480), frames: 144_000) { cell, left, right, isFed in
      unsafe reverb.render(cell, left, right, isFed: isFed, settings: settings, kernels: EffectBench.kernels)
      frame += VoiceLayout.controlFrames
      if reverb.watch.isIdle, restsAt == nil { restsAt = frame }
    }
    lastHeard = answer.heardFrames
    // From full scale to −150 dB, and a memory's length.
    #expect((48_000..<100_000).contains(lastHeard))
    #expect((restsAt ?? .max) < 110_000)
    #expect((answer.left[lastHeard - 64..<lastHeard].map(\.magnitude).max() ?? 0) < 3e-7)
    // What follows sounds as if it were the first.
    let again = unsafe EffectBench.run(EffectBench.noise(480), frames: 48_000) { cell, left, right, isFed in
      unsafe reverb.render(cell, left, right, isFed: isFed, settings: settings, kernels: EffectBench.kernels)
    }
    let isSame = Array(answer.left.prefix(48_000)) == again.left && Array(answer.right.prefix(48_000)) == again.right
    #expect(isSame)
  }

  /// What a recording's offset leaves behind is a tail like any other, which dies away at the time of the lows.
  @Test(arguments: [.smallRoom, .plate, .largeHall] as [EffectSettings.Room])
  func `an offset dies away as the lows do, and ends`(room: EffectSettings.Room) {
    let time = 1.5
    let answer = EffectBench.reverb([Float](repeating: 0.25, count: 48_000), frames: 240_000) {
      $0.reverb.room = room
      $0.reverb.timeSeconds = time
    }
    for side in [answer.left, answer.right] {
      func greatest(_ seconds: Double) -> Double {
        let first = Int(seconds * 48_000)
        return Double(side[first..<(first + 9600)].map(\.magnitude).max() ?? 0)
      }
      // No louder than what is sent, twice as much where the room answers noise as loud as it is.
      #expect(greatest(0.8) < 0.5)
      #expect(greatest(1.1 + time) < greatest(1.1) * 2e-3)
    }
    #expect(answer.heardFrames < 240_000)
  }

  @Test func `settings that no room can have do no harm`() {
    for time in [-1, 0, 1e-9, 1e9, .infinity, .nan] {
      for ratio in [-1, 1e-9, 5, .nan] {
        let answer = EffectBench.reverb(EffectBench.noise(4800), frames: 48_000) {
          $0.reverb.timeSeconds = time
          $0.reverb.highFrequencyRatio = ratio
        }
        let isFine = (answer.left + answer.right).allSatisfy { $0.magnitude < 4 }
        #expect(isFine, "\(time) \(ratio)")
      }
    }
  }

  private static func energy(_ samples: [Float]) -> Double { samples.reduce(0) { $0 + Double($1) * Double($1) } }
}
