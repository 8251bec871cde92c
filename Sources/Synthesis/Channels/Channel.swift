// SPDX-License-Identifier: MIT
// The state of one MIDI channel. Audio thread.

import MIDI
import Miniport
import Realtime

/// One MIDI channel: what its messages have set. Values are MIDI's own integers.
struct Channel: BitwiseCopyable {
  /// 0 to 15 within its group; number 9 is channel 10, drums by default.
  let number: UInt8
  /// Plays drums unless its bank says otherwise.
  var isDrumPart: Bool
  /// GS: which of the two maps of drum settings it uses, 0 or 1.
  var drumMap: UInt8 = 0
  /// Whose rules its bank messages follow.
  var dialect = Dialect.dls
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
  /// RPN5: how far the modulation wheel reaches, semitones · 128; half a semitone leaves an articulation as it is.
  var modulationRange = Channel.usualModulationRange
  /// CC101 and CC100: the registered parameter that data entry sets; 127 and 127 for none.
  var parameterMSB: UInt8 = 127
  var parameterLSB: UInt8 = 127
  /// CC99 and CC98: the unregistered parameter, where one was selected last.
  var unregistered = UnregisteredParameter()
  /// Bank select, latched by the next program change.
  var bankMSB: UInt8 = 0
  var bankLSB: UInt8 = 0
  var program: UInt8 = 0
  /// Where the last program change came from; `MessageSource.nobody` where none has come since a reset.
  var programSource = MessageSource.nobody
  /// `ProgramEntry.key` of the last program that it had and that was in memory, which it plays until the one that it has
  /// chosen is there; −1 for none.
  var heldProgram: Int32 = -1
  /// Linear amplitudes of CC7 and CC11, apart because a region may scale each.
  var volume = LevelRamp(0)
  var expression = LevelRamp(1)
  /// CC10: −1…1.
  var pan = LevelRamp(0)
  /// 1, or 0 for a channel that is silenced, whatever its messages say; no reset changes it.
  var audibility = LevelRamp(1)
  /// What controllers and unregistered parameters add to the parameters of every note.
  var offsets = ChannelOffsets()
  /// Cents by pitch class, C first: scale tuning (GS, XG, MIDI Tuning Standard).
  var scale = [12 of Double](repeating: 0)
  /// RPN4 and RPN3: the tuning that new notes take.
  var tuningBank: UInt8 = 0
  var tuningProgram: UInt8 = 0
  /// Semitones: of this part (GS and XG), and of the whole instrument (master coarse tuning, key shift, transpose).
  var partKeyShift = 0
  var masterKeyShift = 0
  /// Cents of the whole instrument.
  var masterCents: Double = 0
  /// Pan of the whole instrument (GS), −1…1.
  var masterPan: Double = 0
  /// One note at a time (CC126), and the keys that are down then.
  var isMono = false
  var heldKeys = HeldKeys()
  /// Sostenuto is down and has caught its notes.
  var isCatching = false
  /// The key that was played last, and the one that CC84 has named for the next note; −1 for none.
  var lastKey: Int16 = -1
  var portamentoSource: Int16 = -1
  /// Its part in an MPE zone.
  var expression3D = ZonePart()
  /// Whose notes give way to whose; no message changes it.
  var priority: VoicePriority
  /// Whose banks it plays beside everybody's, as a property has set it: 0 for nobody's, or a client's number. No reset changes it.
  var owner: UInt8 = 0
  /// First of the channel's voices, chained by `Voice.next`; −1 for none.
  var firstVoice: Int32 = -1
  /// Voices in that chain.
  var voiceCount: Int32 = 0

  /// Power-on state of the channel with this number, 0 to 15, within its group. Thread: setup or audio.
  @_noLocks @_noAllocation
  init(number: Int) {
    self.number = UInt8(number)
    isDrumPart = number == 9
    priority = .usual(channel: number)
    reset(to: .dls)
  }

  /// Power-on values of everything but the voices (DLS 2.2, 1.11), by the rules of a dialect. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reset(to dialect: Dialect) {
    self.dialect = dialect
    isDrumPart = number == 9
    drumMap = 0
    resetControllers()
    resetRegisteredParameters()
    resetMix()
    resetSoundControllers()
    offsets = ChannelOffsets()
    unregistered = UnregisteredParameter()
    resetPart()
    bankMSB = dialect.powerOnBank(isDrumPart: isDrumPart)
    bankLSB = 0
    controllers[0] = bankMSB
    controllers[32] = 0
    program = 0
    programSource = MessageSource.nobody
    volume = LevelRamp(Channel.amplitude(controllers[7]))
    expression = LevelRamp(Channel.amplitude(controllers[11]))
    pan = LevelRamp(0)
  }

  /// Tuning, transposition, poly mode and MPE. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func resetPart() {
    for pitchClass in 0..<12 { scale[pitchClass] = 0 }
    partKeyShift = 0
    masterKeyShift = 0
    masterCents = 0
    masterPan = 0
    isMono = false
    isCatching = false
    expression3D = ZonePart()
  }

  /// CC121 with data 0: all but volume, pan, bank, program, sends, sound controllers, portamento time and the registered
  /// parameters (DLS 2.2, 1.11; MMA RP-015). Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetControllers() {
    for number in 0..<120 where !Channel.survivesReset(number) { controllers[number] = 0 }
    controllers[11] = 127
    for key in 0..<128 { polyPressure[key] = 0 }
    wheel = 8192
    pressure = 0
    parameterMSB = 127
    parameterLSB = 127
    unregistered.isSelected = false
    heldKeys = HeldKeys()
    lastKey = -1
    portamentoSource = -1
    expression3D.resetOwn()
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
    modulationRange = Channel.usualModulationRange
    tuningBank = 0
    tuningProgram = 0
  }

  @_noLocks @_noAllocation
  private static func survivesReset(_ number: Int) -> Bool {
    number == 0 || number == 5 || number == 7 || number == 10 || number == 32 || (number >= 70 && number <= 79)
      || (number >= 91 && number <= 95)
  }

  /// CC64.
  var isSustained: Bool { @_noLocks @_noAllocation get { controllers[64] >= 64 } }

  /// CC67, CC65 and CC68.
  var isSoft: Bool { @_noLocks @_noAllocation get { controllers[67] >= 64 } }
  var hasPortamento: Bool { @_noLocks @_noAllocation get { controllers[65] >= 64 } }
  var isLegato: Bool { @_noLocks @_noAllocation get { controllers[68] >= 64 } }

  /// RPN5's half semitone: 50 cents.
  private static var usualModulationRange: Int { @_noLocks @_noAllocation get { 64 } }

  /// What CC1 is multiplied by where it controls a generator: 1 until RPN5 says otherwise. Thread: audio.
  var modulationDepth: Double {
    @_noLocks @_noAllocation get { Double(modulationRange) / Double(Channel.usualModulationRange) }
  }

  /// Semitones that RPN2, the part and the whole instrument add to each key. Thread: audio.
  var keyShift: Int { @_noLocks @_noAllocation get { (coarseTuning >> 7) - 64 + transposition } }

  /// Semitones of the part and the whole instrument, which leave drums alone. Thread: audio.
  var transposition: Int { @_noLocks @_noAllocation get { isPlayingDrums ? 0 : partKeyShift + masterKeyShift } }

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
