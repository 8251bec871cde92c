// SPDX-License-Identifier: MIT
// Settings of the effects while they sound. The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing
import VoiceState

@testable import Synthesis

struct EffectSettingTests {
  private static let messages: [[UInt8]] = [
    Exclusive.universal([4, 5, 1, 1, 1, 1, 1, 0, 0]), Exclusive.universal([4, 5, 1, 1, 1, 1, 1, 0, 8]),
    Exclusive.universal([4, 5, 1, 1, 1, 1, 1, 1, 127]), Exclusive.gs(0x40, 1, 0x30, 6), Exclusive.gs(0x40, 1, 0x30, 7),
    Exclusive.gs(0x40, 1, 0x30, 1), Exclusive.gs(0x40, 1, 0x33, 127), Exclusive.gs(0x40, 1, 0x37, 100),
    Exclusive.gs(0x40, 1, 0x32, 7), Exclusive.gs(0x40, 1, 0x38, 5), Exclusive.gs(0x40, 1, 0x38, 7),
    Exclusive.gs(0x40, 1, 0x39, 7), Exclusive.gs(0x40, 1, 0x3B, 127), Exclusive.gs(0x40, 1, 0x3F, 127),
    Exclusive.xg(2, 1, 0, 0, 0), Exclusive.xg(2, 1, 0, 4, 0), Exclusive.xg(2, 1, 0x20, 0x42, 0), Exclusive.gs,
  ]

  @Test func `no message to the effects makes a click`() throws {
    // A tone of 60 Hz at full send: what its answer bends by itself is known before the first message.
    let synthesizer = try TestSynthesizer(.one(Signal.sine(period: 800, count: 8000), loop: 0...7999)) {
      $0.hasEffects = true
      $0.gain = Decibels(-12)
    }
    let events: [Event] = [.control(0, 91, 127), .control(0, 93, 127), .on(0)]
    _ = synthesizer.render(Event.fullVolume() + events, frames: 48_000)
    for message in Self.messages {
      synthesizer.exclusive(message, at: 1000)
      let sound = synthesizer.render(frames: 19_200)
      if message == Exclusive.gs { break }
      // −80 dBFS.
      for side in [sound.left, sound.right] {
        #expect(Steps.greatest(side) < 1e-4, "\(message.map { String($0, radix: 16) })")
      }
    }
  }

  @Test(arguments: [1, 7, 480, 8192])
  func `settings take effect at the same frame in blocks of any length`(block: Int) throws {
    func render(_ block: Int) throws -> Stereo {
      let synthesizer = try TestSynthesizer(BusyScript.bank) { $0.hasEffects = true }
      for (number, message) in Self.messages.enumerated() { synthesizer.exclusive(message, at: 1333 * number + 77) }
      let sends: [Event] = (0..<16).flatMap { channel in
        [.control(0, 91, 90, channel: UInt8(channel)), .control(0, 93, 60, channel: UInt8(channel))]
      }
      return synthesizer.render(sends + BusyScript.events, frames: 48_000, block: block)
    }
    let isSame = try render(64) == render(block)
    #expect(isSame)
  }

  @Test(.enabled(if: KernelSet.best != .baseline))
  func `the builds for two processors agree within -120 dB`() {
    func answer(_ set: KernelSet) -> Stereo {
      EffectBench.reverb(
        EffectBench.noise(4800), frames: 48_000, kernels: Kernels(set: set, interpolation: .cubic))
    }
    let (old, new) = (answer(.baseline), answer(.avx2))
    let loudest = old.left.map(\.magnitude).max() ?? 0
    let difference = zip(old.left + old.right, new.left + new.right).map { abs($0 - $1) }.max() ?? 1
    // Products and sums are rounded once where the processor can; all else is the same.
    #expect(loudest > 0.01 && difference < loudest * 1e-6)
  }

  @Test func `each room of the standards has a sound of its own, and an end`() {
    var answers: [Stereo] = []
    let rooms: [EffectSettings.Room] = [
      .smallRoom, .mediumRoom, .largeRoom, .mediumHall, .largeHall, .stage, .plate, .tunnel,
    ]
    for room in rooms {
      let answer = EffectBench.reverb([1], frames: 96_000) {
        $0.reverb.room = room
        $0.reverb.timeSeconds = 1
      }
      #expect(answer.left.map(\.magnitude).max() ?? 0 > 0.01)
      #expect(!answers.contains { $0.onset == answer.onset && $0.left == answer.left })
      answers.append(answer)
    }
    #expect(EffectBench.reverb([1], frames: 4800) { $0.reverb.room = .none }.isSilent)
    #expect(EffectBench.reverb([1], frames: 4800) { $0.reverb.room = .delay }.isSilent, "the echo has it")
  }

  @Test func `pre-delay is in the reverb's onset`() {
    func onset(_ seconds: Double) -> Int {
      EffectBench.reverb([1], frames: 24_000) {
        $0.reverb.room = .plate
        $0.reverb.preDelaySeconds = seconds
      }.onset ?? -1
    }
    #expect(onset(0.1) - onset(0.05) == 2400)
    #expect(onset(0.127) - onset(0.05) == 3696)
  }

  @Test func `DirectMusic's reverb is taken within its ranges`() {
    var settings = EffectSettings()
    let count = settings.changeCount
    settings.set(WavesReverb())
    #expect(settings.changeCount > count)
    #expect(settings.reverb.timeSeconds == 1 && abs(settings.reverb.level - pow(10, -0.5)) < 1e-9)
    #expect(settings.reverb.inputGain == 1 && settings.reverb.highFrequencyRatio == 0.001)
    var waves = WavesReverb()
    (waves.inputGainDecibels, waves.mixDecibels, waves.timeSeconds, waves.highFrequencyRatio) = (20, 7, 99, 2)
    settings.set(waves)
    #expect(settings.reverb.inputGain == 1 && settings.reverb.level == 1)
    #expect(settings.reverb.timeSeconds == 3 && settings.reverb.highFrequencyRatio == 0.999)
    // As the one to begin with.
    let quiet = EffectBench.reverb(EffectBench.noise(480), frames: 9600) { $0.set(WavesReverb()) }
    let loud = EffectBench.reverb(EffectBench.noise(480), frames: 9600) { settings in
      var waves = WavesReverb()
      waves.mixDecibels = 0
      settings.set(waves)
    }
    let ratio = quiet.left.indices.filter { loud.left[$0] != 0 }.map { quiet.left[$0] / loud.left[$0] }
    #expect(abs((ratio.max() ?? 0) - 0.3162) < 1e-3 && abs((ratio.min() ?? 0) - 0.3162) < 1e-3)
  }
}
