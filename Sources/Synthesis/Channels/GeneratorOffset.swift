// SPDX-License-Identifier: MIT
// Unregistered parameters that speak of generators: AWE32 and SoundFont 2.04. Audio thread.

/// What a number of an unregistered parameter stands for.
struct GeneratorOffset {
  /// In `ChannelOffsets`.
  let place: Int
  /// In the parameter's unit.
  let value: Double
  /// In place of the region's own value, not beside it.
  let isReplacement: Bool

  @_noLocks @_noAllocation
  private init(_ place: Int, _ value: Double, isReplacement: Bool = false) {
    self.place = place
    self.value = value
    self.isReplacement = isReplacement
  }

  @_noLocks @_noAllocation
  private init(_ parameter: Parameter, _ value: Double, isReplacement: Bool = false) {
    self.init(parameter.index, value, isReplacement: isReplacement)
  }

  /// A generator of SoundFont 2.04 under MSB 120; `data` −8192…8191 times the generator's own step (9.6.3: two cents or
  /// time cents, four cents of an LFO). Nil for one that is not a real-time parameter here. Thread: audio.
  @_noLocks @_noAllocation
  static func soundFont(generator: Int, data: Int) -> GeneratorOffset? {
    let value = Double(data)
    switch generator {
    case 5: return GeneratorOffset(ChannelOffsets.Depth.lfo.place(0), 2 * value)
    case 6: return GeneratorOffset(ChannelOffsets.Depth.vibrato.place(0), 2 * value)
    case 7: return GeneratorOffset(ChannelOffsets.Depth.eg2.place(0), 2 * value)
    case 8: return GeneratorOffset(.cutoff, 2 * value)
    case 9: return GeneratorOffset(.resonance, 0.1 * value)
    case 10: return GeneratorOffset(ChannelOffsets.Depth.lfo.place(3), 2 * value)
    case 11: return GeneratorOffset(ChannelOffsets.Depth.eg2.place(3), 2 * value)
    case 13: return GeneratorOffset(ChannelOffsets.Depth.lfo.place(1), 0.1 * value)
    case 15: return GeneratorOffset(ChannelOffsets.chorus, 0.001 * value)
    case 16: return GeneratorOffset(ChannelOffsets.reverb, 0.001 * value)
    case 17: return GeneratorOffset(.pan, 0.001 * value)
    case 48: return GeneratorOffset(.gain, -0.1 * value)
    case 51: return GeneratorOffset(.pitch, 100 * value)
    case 52: return GeneratorOffset(.pitch, value)
    default: return soundFontTime(generator, value)
    }
  }

  @_noLocks @_noAllocation
  private static func soundFontTime(_ generator: Int, _ value: Double) -> GeneratorOffset? {
    switch generator {
    case 21: GeneratorOffset(.lfoDelay, 2 * value)
    case 22: GeneratorOffset(.lfoFrequency, 4 * value)
    case 23: GeneratorOffset(.vibratoDelay, 2 * value)
    case 24: GeneratorOffset(.vibratoFrequency, 4 * value)
    case 25: GeneratorOffset(.eg2Delay, 2 * value)
    case 26: GeneratorOffset(.eg2Attack, 2 * value)
    case 27: GeneratorOffset(.eg2Hold, 2 * value)
    case 28: GeneratorOffset(.eg2Decay, 2 * value)
    // Sustain is a decrease: of the level in 0.1 %, and of 96 dB in 0.1 dB.
    case 29: GeneratorOffset(.eg2Sustain, -0.001 * value)
    case 30: GeneratorOffset(.eg2Release, 2 * value)
    case 33: GeneratorOffset(.eg1Delay, 2 * value)
    case 34: GeneratorOffset(.eg1Attack, 2 * value)
    case 35: GeneratorOffset(.eg1Hold, 2 * value)
    case 36: GeneratorOffset(.eg1Decay, 2 * value)
    case 37: GeneratorOffset(.eg1Sustain, -0.1 / 96 * value)
    case 38: GeneratorOffset(.eg1Release, 2 * value)
    default: nil
    }
  }

  /// A parameter of the AWE32 under MSB 127, in the units of its table: it sets times, rates, cutoff and levels, and adds
  /// pitch and depths. Envelope 1 is the modulation envelope there, envelope 2 the volume's. Thread: audio.
  @_noLocks @_noAllocation
  static func awe32(number: UInt8, data: Int) -> GeneratorOffset? {
    let value = Double(data)
    switch number {
    case 0: return time(.lfoDelay, 0.004 * value)
    case 1: return rate(.lfoFrequency, value)
    case 2: return time(.vibratoDelay, 0.004 * value)
    case 3: return rate(.vibratoFrequency, value)
    case 4: return time(.eg2Delay, 0.004 * value)
    case 5: return time(.eg2Attack, 0.001 * value)
    case 6: return time(.eg2Hold, 0.001 * value)
    case 7: return time(.eg2Decay, 0.001 * value)
    case 8: return GeneratorOffset(.eg2Sustain, min(max(value, 0), 127) / 127, isReplacement: true)
    case 9: return time(.eg2Release, 0.001 * value)
    case 10: return time(.eg1Delay, 0.004 * value)
    case 11: return time(.eg1Attack, 0.001 * value)
    case 12: return time(.eg1Hold, 0.001 * value)
    case 13: return time(.eg1Decay, 0.001 * value)
    // 0.75 dB a step, 127 the full level.
    case 14: return GeneratorOffset(.eg1Sustain, 1 - (127 - min(max(value, 0), 127)) * 0.75 / 96, isReplacement: true)
    case 15: return time(.eg1Release, 0.001 * value)
    case 16: return GeneratorOffset(.pitch, value)
    case 17: return GeneratorOffset(ChannelOffsets.Depth.lfo.place(0), 9.375 * value)
    case 18: return GeneratorOffset(ChannelOffsets.Depth.vibrato.place(0), 9.375 * value)
    case 19: return GeneratorOffset(ChannelOffsets.Depth.eg2.place(0), 9.375 * value)
    case 20: return GeneratorOffset(ChannelOffsets.Depth.lfo.place(1), 0.1875 * value)
    default: return awe32Colour(number, value)
    }
  }

  /// Cutoff (100 Hz and 62 Hz a step), resonance (16 steps of 1.5 dB), depths at the cutoff, sends of 255 steps.
  @_noLocks @_noAllocation
  private static func awe32Colour(_ number: UInt8, _ value: Double) -> GeneratorOffset? {
    switch number {
    case 21:
      GeneratorOffset(.cutoff, absoluteCents(ofHertz: 100 + 62 * min(max(value, 0), 127)), isReplacement: true)
    case 22: GeneratorOffset(.resonance, min(max(value, 0), 127) / 8 * 1.5, isReplacement: true)
    case 23: GeneratorOffset(ChannelOffsets.Depth.lfo.place(3), 56.25 * value)
    case 24: GeneratorOffset(ChannelOffsets.Depth.eg2.place(3), 56.25 * value)
    case 25: GeneratorOffset(ChannelOffsets.chorus, min(max(value, 0), 255) / 255)
    case 26: GeneratorOffset(ChannelOffsets.reverb, min(max(value, 0), 255) / 255)
    default: nil
    }
  }

  /// Seconds as time cents; no time at all for 0.
  @_noLocks @_noAllocation
  private static func time(_ parameter: Parameter, _ seconds: Double) -> GeneratorOffset {
    let timeCents = seconds > 0 ? 1200 * RealtimeMath.log2(seconds) : -.infinity
    return GeneratorOffset(parameter, timeCents, isReplacement: true)
  }

  /// An LFO's rate in steps of 0.084 Hz; 0 is as good as none.
  @_noLocks @_noAllocation
  private static func rate(_ parameter: Parameter, _ steps: Double) -> GeneratorOffset {
    GeneratorOffset(parameter, absoluteCents(ofHertz: max(0.084 * steps, 0.001)), isReplacement: true)
  }

  @_noLocks @_noAllocation
  private static func absoluteCents(ofHertz hertz: Double) -> Double {
    6900 + 1200 * RealtimeMath.log2(hertz * (1.0 / 440))
  }
}
