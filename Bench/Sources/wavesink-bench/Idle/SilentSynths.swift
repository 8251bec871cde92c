// SPDX-License-Identifier: MIT
// Synthesizers that have nothing to say, for one reason or another.

import Synthesis

/// Synthesizers that are silent, each for another reason.
enum SilentSynths {
  private static let noteCount = 256
  /// Enough for the longest tail.
  private static let longestSilencing = 60 * BenchSettings.rate

  /// All of them with what they are called.
  static func all() throws -> [(what: String, synth: any BenchedSynth)] {
    [
      ("wavesink, one channel group", try ours()),
      ("wavesink, 16 channel groups", try ours(groupCount: 16)),
      ("wavesink, reverb and chorus have died away", try afterTails()),
      ("wavesink, \(noteCount) keys held that have died away", try afterDecay()),
      ("fluidsynth, 16 channels, reverb and chorus", try peer(groupCount: 1)),
      ("fluidsynth, 256 channels, reverb and chorus", try peer(groupCount: 16)),
    ]
  }

  private static func settings(groupCount: Int) -> BenchSettings {
    BenchSettings(
      voiceCount: noteCount, interpolation: .cubic, peerInterpolation: .cubic, filter: .none, hasEffects: true,
      leastGroupCount: groupCount)
  }

  private static func ours(groupCount: Int = 1, isDying: Bool = false) throws -> Wavesink {
    let bank = BenchBank(filter: .none, isDying: isDying)
    return try Wavesink(
      bank: BankSource.bytes(bank.bytes, name: "the built-in bank"), settings: settings(groupCount: groupCount))
  }

  private static func peer(groupCount: Int) throws -> FluidSynth {
    try BankFile(bytes: BenchBank(filter: .none).bytes).withPath {
      try FluidSynth(bank: $0, settings: settings(groupCount: groupCount))
    }
  }

  /// Notes have sounded and ended, and what they left in the effects is gone.
  private static func afterTails() throws -> Wavesink {
    let synth = try ours()
    try Comparison.hold(synth, noteCount)
    guard synth.soundingEffectCount > 0 else { throw BenchError.bank("the effects of a note do not sound") }
    for index in 0..<noteCount { synth.stop(Note(index: index)) }
    try silence(synth)
    return synth
  }

  /// Keys are held, but what they began has come to its end.
  private static func afterDecay() throws -> Wavesink {
    let synth = try ours(isDying: true)
    for index in 0..<noteCount {
      synth.start(Note(index: index))
      synth.render(frameCount: BenchSettings.blockFrames)
    }
    guard synth.soundingVoiceCount > 0 else { throw BenchError.bank("a note that decays does not sound") }
    try silence(synth)
    return synth
  }

  private static func silence(_ synth: Wavesink) throws {
    for _ in 0..<(longestSilencing / BenchSettings.blockFrames) {
      synth.render(frameCount: BenchSettings.blockFrames)
      if synth.soundingVoiceCount == 0, synth.soundingEffectCount == 0 { return }
    }
    throw BenchError.voices(side: synth.title, sounding: synth.soundingVoiceCount, asked: 0)
  }
}
