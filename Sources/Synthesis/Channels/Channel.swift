// SPDX-License-Identifier: MIT
// The state of one MIDI channel. Audio thread.

import MIDI
import Realtime

/// One MIDI channel: what its messages have set. Values are MIDI's own integers.
struct Channel: BitwiseCopyable {
  /// Channel 10 of a group: drums by default.
  let isDrumChannel: Bool
  /// Controllers 0…127.
  var controllers = [128 of UInt8](repeating: 0)
  /// Poly pressure by key.
  var polyPressure = [128 of UInt8](repeating: 0)
  /// 14 bits, 8192 is the centre.
  var wheel = 8192
  var pressure: UInt8 = 0
  /// 14 bits each; RPN0 in semitones · 128, RPN1 8192 is the centre, RPN2's upper 7 bits 64 are the centre.
  var bendRange = 2 << 7
  var fineTuning = 8192
  var coarseTuning = 64 << 7
  /// CC101 and CC100: the registered parameter that data entry sets; 127 and 127 for none.
  var parameterMSB: UInt8 = 127
  var parameterLSB: UInt8 = 127
  /// Bank select, latched by the next program change.
  var bankMSB: UInt8 = 0
  var bankLSB: UInt8 = 0
  var program: UInt8 = 0
  /// Linear amplitudes of CC7 and CC11, apart because a region may scale each.
  var volume = LevelRamp(0)
  var expression = LevelRamp(1)
  /// CC10: −1…1.
  var pan = LevelRamp(0)
  /// First of the channel's voices, chained by `Voice.next`; −1 for none.
  var firstVoice: Int32 = -1

  /// Power-on state of the channel with this number, 0 to 15, within its group. Thread: setup or audio.
  @_noLocks @_noAllocation
  init(number: Int) {
    isDrumChannel = number == 9
    reset()
  }

  /// Power-on values of everything but the voices (DLS 2.2, 1.11). Thread: audio.
  @_noLocks @_noAllocation
  mutating func reset() {
    resetControllers()
    resetRegisteredParameters()
    resetMix()
    controllers[0] = 0
    controllers[32] = 0
    bankMSB = 0
    bankLSB = 0
    program = 0
    volume = LevelRamp(Channel.amplitude(controllers[7]))
    expression = LevelRamp(Channel.amplitude(controllers[11]))
    pan = LevelRamp(0)
  }

  /// CC121 with data 0: all but volume, pan, bank, program, sends and the registered parameters. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetControllers() {
    for number in 0..<120 where !Channel.survivesReset(number) { controllers[number] = 0 }
    controllers[11] = 127
    for key in 0..<128 { polyPressure[key] = 0 }
    wheel = 8192
    pressure = 0
    parameterMSB = 127
    parameterLSB = 127
  }

  /// Volume 100, pan in the centre, reverb 40, no chorus; the ramps are the caller's. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetMix() {
    controllers[7] = 100
    controllers[10] = 64
    controllers[91] = 40
    controllers[93] = 0
  }

  /// Bend range of 2 semitones, no tuning. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetRegisteredParameters() {
    bendRange = 2 << 7
    fineTuning = 8192
    coarseTuning = 64 << 7
  }

  @_noLocks @_noAllocation
  private static func survivesReset(_ number: Int) -> Bool {
    number == 0 || number == 7 || number == 10 || number == 32 || (number >= 91 && number <= 95)
  }

  /// CC64.
  var isSustained: Bool { @_noLocks @_noAllocation get { controllers[64] >= 64 } }

  /// Semitones that RPN2 adds to each key. Thread: audio.
  var keyShift: Int { @_noLocks @_noAllocation get { (coarseTuning >> 7) - 64 } }

  /// Linear amplitude of a volume controller: 40·log10(value/127) dB; nothing at 0. Thread: audio.
  @_noLocks @_noAllocation
  static func amplitude(_ value: UInt8) -> Double {
    let share = Double(value) * (1.0 / 127)
    return share * share
  }

  /// CC10 as DLS has it: 0 and 1 hard left, 64 the centre, 127 hard right; −1…1. Thread: audio.
  @_noLocks @_noAllocation
  static func pan(_ value: UInt8) -> Double { Double(value) * (1.0 / 64) - 1 }
}
