// SPDX-License-Identifier: MIT
// CC71 to CC78: what a player turns on the front of an instrument (General MIDI 2, 3.4). Audio thread.

extension Channel {
  /// CC71 to CC78 to their middle, where they change nothing. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetSoundControllers() {
    for number in 70..<80 { controllers[number] = 64 }
    expression3D.ownTimbre = 64
  }

  /// Takes a sound controller's value over into the offsets. The standards leave the amounts open: times run from a
  /// sixteenth to sixteen times, the cutoff over four octaves to either side, the vibrato's rate over two, its depth over
  /// 51 cents, and resonance over 22.4 dB. Thread: audio.
  @_noLocks @_noAllocation
  mutating func applySoundController(_ number: UInt8) {
    let steps = Double(controllers[Int(number)]) - 64
    switch number {
    case 71: offsets.setController(Parameter.resonance.index, steps * 0.35)
    case 72: setTimes(steps, Parameter.eg1Release, Parameter.eg2Release)
    case 73: setTimes(steps, Parameter.eg1Attack, Parameter.eg2Attack)
    case 74: offsets.setController(Parameter.cutoff.index, steps * 75)
    case 75: setTimes(steps, Parameter.eg1Decay, Parameter.eg2Decay)
    case 76: offsets.setController(Parameter.vibratoFrequency.index, steps * 37.5)
    case 77: offsets.setController(ChannelOffsets.Depth.vibrato.place(0), steps * 0.8)
    case 78: offsets.setController(Parameter.vibratoDelay.index, steps * 75)
    default: break
    }
  }

  /// Both envelopes: the standards speak of one.
  @_noLocks @_noAllocation
  private mutating func setTimes(_ steps: Double, _ eg1: Parameter, _ eg2: Parameter) {
    offsets.setController(eg1.index, steps * 75)
    offsets.setController(eg2.index, steps * 75)
  }
}
