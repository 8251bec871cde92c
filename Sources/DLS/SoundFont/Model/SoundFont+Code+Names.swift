// SPDX-License-Identifier: MIT
// The one table of what generators are called, measured in and may be (SoundFont 2.04, 8.1.2 and 8.1.3). Any thread
// but audio.

extension SoundFont.Code {
  /// What a generator's number counts.
  enum Dimension {
    /// Cents that add up, of pitch or cutoff.
    case cents
    /// Cents above 8.176 Hz.
    case frequency
    /// 1200 log2 of seconds.
    case time
    /// Time cents a key.
    case timePerKey
    /// Centibels.
    case gain
    /// Tenths of a percent.
    case share
    /// Sample points.
    case points
    /// 32768 sample points.
    case coarsePoints
    /// Semitones.
    case semitones
    /// Cents a key.
    case scale
    /// A MIDI key, or -1.
    case key
    /// Nothing that is measured.
    case number
  }

  /// Where a generator has a meaning.
  enum Use {
    /// A parameter of the sound, which a preset may change and a modulator may move.
    case value
    /// Only in instruments, and nothing moves it.
    case instrument
    /// An index or a range, which zones keep apart.
    case structure
  }

  /// What is known of a generator.
  struct Row {
    let code: UInt16
    /// The specification's word, for programs: never changes.
    let field: String
    /// For people.
    let text: String
    let dimension: Dimension
    var range: ClosedRange<Int>?
    var use = Use.value
  }

  private static let octaves = -12_000...12_000
  private static let short = -12_000...5000
  private static let long = -12_000...8000

  private static let rows: [Row] = [
    Row(
      code: startOffset, field: "startAddrsOffset", text: "start offset", dimension: .points, range: 0...32_767,
      use: .instrument),
    Row(
      code: endOffset, field: "endAddrsOffset", text: "end offset", dimension: .points, range: -32_768...0,
      use: .instrument),
    Row(
      code: loopStartOffset, field: "startloopAddrsOffset", text: "loop start offset", dimension: .points,
      use: .instrument),
    Row(
      code: loopEndOffset, field: "endloopAddrsOffset", text: "loop end offset", dimension: .points, use: .instrument),
    Row(
      code: startCoarseOffset, field: "startAddrsCoarseOffset", text: "coarse start offset", dimension: .coarsePoints,
      range: 0...32_767, use: .instrument),
    Row(code: lfoToPitch, field: "modLfoToPitch", text: "mod LFO → pitch", dimension: .cents, range: octaves),
    Row(code: vibratoToPitch, field: "vibLfoToPitch", text: "vib LFO → pitch", dimension: .cents, range: octaves),
    Row(code: eg2ToPitch, field: "modEnvToPitch", text: "EG2 → pitch", dimension: .cents, range: octaves),
    Row(
      code: filterCutoff, field: "initialFilterFc", text: "filter cutoff", dimension: .frequency, range: 1500...13_500),
    Row(code: filterQ, field: "initialFilterQ", text: "filter Q", dimension: .gain, range: 0...960),
    Row(
      code: lfoToCutoff, field: "modLfoToFilterFc", text: "mod LFO → filter cutoff", dimension: .cents, range: octaves),
    Row(code: eg2ToCutoff, field: "modEnvToFilterFc", text: "EG2 → filter cutoff", dimension: .cents, range: octaves),
    Row(
      code: endCoarseOffset, field: "endAddrsCoarseOffset", text: "coarse end offset", dimension: .coarsePoints,
      range: -32_768...0, use: .instrument),
    Row(code: lfoToVolume, field: "modLfoToVolume", text: "mod LFO → gain", dimension: .gain, range: -960...960),
    Row(code: chorusSend, field: "chorusEffectsSend", text: "chorus", dimension: .share, range: 0...1000),
    Row(code: reverbSend, field: "reverbEffectsSend", text: "reverb", dimension: .share, range: 0...1000),
    Row(code: pan, field: "pan", text: "pan", dimension: .share, range: -500...500),
    Row(code: lfoDelay, field: "delayModLFO", text: "mod LFO delay", dimension: .time, range: short),
    Row(
      code: lfoFrequency, field: "freqModLFO", text: "mod LFO frequency", dimension: .frequency, range: -16_000...4500),
    Row(code: vibratoDelay, field: "delayVibLFO", text: "vib LFO delay", dimension: .time, range: short),
    Row(
      code: vibratoFrequency, field: "freqVibLFO", text: "vib LFO frequency", dimension: .frequency,
      range: -16_000...4500),
    Row(code: eg2Delay, field: "delayModEnv", text: "EG2 delay", dimension: .time, range: short),
    Row(code: eg2Attack, field: "attackModEnv", text: "EG2 attack", dimension: .time, range: long),
    Row(code: eg2Hold, field: "holdModEnv", text: "EG2 hold", dimension: .time, range: short),
    Row(code: eg2Decay, field: "decayModEnv", text: "EG2 decay", dimension: .time, range: long),
    Row(code: eg2Sustain, field: "sustainModEnv", text: "EG2 sustain, below full", dimension: .share, range: 0...1000),
    Row(code: eg2Release, field: "releaseModEnv", text: "EG2 release", dimension: .time, range: long),
    Row(
      code: keyToEG2Hold, field: "keynumToModEnvHold", text: "key → EG2 hold", dimension: .timePerKey,
      range: -1200...1200),
    Row(
      code: keyToEG2Decay, field: "keynumToModEnvDecay", text: "key → EG2 decay", dimension: .timePerKey,
      range: -1200...1200),
    Row(code: eg1Delay, field: "delayVolEnv", text: "EG1 delay", dimension: .time, range: short),
    Row(code: eg1Attack, field: "attackVolEnv", text: "EG1 attack", dimension: .time, range: long),
    Row(code: eg1Hold, field: "holdVolEnv", text: "EG1 hold", dimension: .time, range: short),
    Row(code: eg1Decay, field: "decayVolEnv", text: "EG1 decay", dimension: .time, range: long),
    Row(code: eg1Sustain, field: "sustainVolEnv", text: "EG1 sustain, below full", dimension: .gain, range: 0...1440),
    Row(code: eg1Release, field: "releaseVolEnv", text: "EG1 release", dimension: .time, range: long),
    Row(
      code: keyToEG1Hold, field: "keynumToVolEnvHold", text: "key → EG1 hold", dimension: .timePerKey,
      range: -1200...1200),
    Row(
      code: keyToEG1Decay, field: "keynumToVolEnvDecay", text: "key → EG1 decay", dimension: .timePerKey,
      range: -1200...1200),
    Row(code: instrument, field: "instrument", text: "instrument", dimension: .number, use: .structure),
    Row(code: keyRange, field: "keyRange", text: "keys", dimension: .number, use: .structure),
    Row(code: velocityRange, field: "velRange", text: "velocities", dimension: .number, use: .structure),
    Row(
      code: loopStartCoarseOffset, field: "startloopAddrsCoarseOffset", text: "coarse loop start offset",
      dimension: .coarsePoints, use: .instrument),
    Row(code: key, field: "keynum", text: "key", dimension: .key, range: 0...127, use: .instrument),
    Row(code: velocity, field: "velocity", text: "velocity", dimension: .number, range: 0...127, use: .instrument),
    Row(code: attenuation, field: "initialAttenuation", text: "attenuation", dimension: .gain, range: 0...1440),
    Row(
      code: loopEndCoarseOffset, field: "endloopAddrsCoarseOffset", text: "coarse loop end offset",
      dimension: .coarsePoints,
      use: .instrument),
    Row(code: coarseTune, field: "coarseTune", text: "coarse tuning", dimension: .semitones, range: -120...120),
    Row(code: fineTune, field: "fineTune", text: "fine tuning", dimension: .cents, range: -99...99),
    Row(code: sample, field: "sampleID", text: "sample", dimension: .number, use: .structure),
    Row(code: sampleModes, field: "sampleModes", text: "loop", dimension: .number, range: 0...3, use: .instrument),
    Row(code: scaleTuning, field: "scaleTuning", text: "scale", dimension: .scale, range: 0...1200),
    Row(
      code: exclusiveClass, field: "exclusiveClass", text: "key group", dimension: .number, range: 0...127,
      use: .instrument),
    Row(code: rootKey, field: "overridingRootKey", text: "root key", dimension: .key, range: 0...127, use: .instrument),
  ]

  private static let byCode: [Row?] = rows.reduce(into: Array(repeating: nil, count: Int(count))) {
    $0[Int($1.code)] = $1
  }

  /// What is known of the generator; nil where the specification does not have it.
  static func row(_ code: UInt16) -> Row? { code < count ? byCode[Int(code)] : nil }

  /// The specification's word for a generator; nil where it has none. Thread: any but audio.
  public static func fieldName(_ code: UInt16) -> String? { row(code)?.field }

  /// The range of a generator that holds a number; nil where it has none, or no meaning. Thread: any but audio.
  public static func range(_ code: UInt16) -> ClosedRange<Int>? { row(code)?.range }

  /// Whether a generator has a meaning in instruments only. Thread: any but audio.
  public static func isForInstruments(_ code: UInt16) -> Bool { row(code)?.use == .instrument || code == sample }

  /// Whether modulators may lead to a generator. Thread: any but audio.
  public static func isModulated(_ code: UInt16) -> Bool { row(code)?.use == .value }
}
