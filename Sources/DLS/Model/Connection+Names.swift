// SPDX-License-Identifier: MIT
// The one table of what sources and destinations are called and measured in. Any thread but audio.

extension Connection {
  /// The unit of a destination's number.
  enum Dimension {
    /// Centibels.
    case gain
    /// Pitch cents that add up.
    case pitch
    /// Pitch cents that stand for a frequency.
    case frequency
    /// Time cents that stand for a duration.
    case time
    /// Tenths of a percent.
    case share
    /// Nothing that is measured.
    case none
  }

  fileprivate struct Row {
    let code: UInt16
    /// For programs: never changes.
    let field: String
    /// For people.
    let text: String
    var dimension = Dimension.none
  }

  private static func byCode(_ rows: [Row]) -> [UInt16: Row] {
    Dictionary(uniqueKeysWithValues: rows.map { ($0.code, $0) })
  }

  fileprivate static let sources = byCode([
    Row(code: Source.none, field: "none", text: "none"),
    Row(code: Source.lfo, field: "lfo", text: "mod LFO"),
    Row(code: Source.keyOnVelocity, field: "keyOnVelocity", text: "velocity"),
    Row(code: Source.keyNumber, field: "keyNumber", text: "key"),
    Row(code: Source.eg1, field: "eg1", text: "EG1"),
    Row(code: Source.eg2, field: "eg2", text: "EG2"),
    Row(code: Source.pitchWheel, field: "pitchWheel", text: "pitch wheel"),
    Row(code: Source.polyPressure, field: "polyPressure", text: "poly pressure"),
    Row(code: Source.channelPressure, field: "channelPressure", text: "channel pressure"),
    Row(code: Source.vibrato, field: "vibrato", text: "vib LFO"),
    Row(code: Source.rpn0, field: "rpn0", text: "bend range"),
    Row(code: Source.rpn1, field: "rpn1", text: "fine tuning"),
    Row(code: Source.rpn2, field: "rpn2", text: "coarse tuning"),
  ])

  fileprivate static let destinations = byCode([
    Row(code: Destination.none, field: "none", text: "none"),
    Row(code: Destination.gain, field: "gain", text: "gain", dimension: .gain),
    Row(code: Destination.pitch, field: "pitch", text: "pitch", dimension: .pitch),
    Row(code: Destination.pan, field: "pan", text: "pan", dimension: .share),
    Row(code: Destination.keyNumber, field: "keyNumber", text: "key number", dimension: .pitch),
    Row(code: Destination.left, field: "left", text: "left send", dimension: .share),
    Row(code: Destination.right, field: "right", text: "right send", dimension: .share),
    Row(code: Destination.center, field: "center", text: "centre send", dimension: .share),
    // The specification's table and its header file name these three speakers differently.
    Row(code: 0x013, field: "speaker13", text: "speaker send 0x013", dimension: .share),
    Row(code: 0x014, field: "speaker14", text: "speaker send 0x014", dimension: .share),
    Row(code: 0x015, field: "speaker15", text: "speaker send 0x015", dimension: .share),
    Row(code: Destination.chorus, field: "chorus", text: "chorus", dimension: .share),
    Row(code: Destination.reverb, field: "reverb", text: "reverb", dimension: .share),
    Row(code: Destination.lfoFrequency, field: "lfoFrequency", text: "mod LFO frequency", dimension: .frequency),
    Row(code: Destination.lfoStartDelay, field: "lfoStartDelay", text: "mod LFO delay", dimension: .time),
    Row(
      code: Destination.vibratoFrequency, field: "vibratoFrequency", text: "vib LFO frequency", dimension: .frequency),
    Row(code: Destination.vibratoStartDelay, field: "vibratoStartDelay", text: "vib LFO delay", dimension: .time),
    Row(code: Destination.eg1Attack, field: "eg1Attack", text: "EG1 attack", dimension: .time),
    Row(code: Destination.eg1Decay, field: "eg1Decay", text: "EG1 decay", dimension: .time),
    Row(code: Destination.eg1Release, field: "eg1Release", text: "EG1 release", dimension: .time),
    Row(code: Destination.eg1Sustain, field: "eg1Sustain", text: "EG1 sustain", dimension: .share),
    Row(code: Destination.eg1Delay, field: "eg1Delay", text: "EG1 delay", dimension: .time),
    Row(code: Destination.eg1Hold, field: "eg1Hold", text: "EG1 hold", dimension: .time),
    Row(code: Destination.eg1Shutdown, field: "eg1Shutdown", text: "EG1 shutdown", dimension: .time),
    Row(code: Destination.eg2Attack, field: "eg2Attack", text: "EG2 attack", dimension: .time),
    Row(code: Destination.eg2Decay, field: "eg2Decay", text: "EG2 decay", dimension: .time),
    Row(code: Destination.eg2Release, field: "eg2Release", text: "EG2 release", dimension: .time),
    Row(code: Destination.eg2Sustain, field: "eg2Sustain", text: "EG2 sustain", dimension: .share),
    Row(code: Destination.eg2Delay, field: "eg2Delay", text: "EG2 delay", dimension: .time),
    Row(code: Destination.eg2Hold, field: "eg2Hold", text: "EG2 hold", dimension: .time),
    Row(code: Destination.filterCutoff, field: "filterCutoff", text: "filter cutoff", dimension: .frequency),
    Row(code: Destination.filterQ, field: "filterQ", text: "filter Q", dimension: .gain),
  ])

  /// What `destination` is measured in.
  var dimension: Dimension { Self.destinations[destination]?.dimension ?? .none }
}

extension Connection.Source {
  /// Whether the specification has this source; controllers 0 to 127 are accepted, all of them. Thread: any but audio.
  public static func isKnown(_ code: UInt16) -> Bool { Connection.sources[code] != nil || controller(code) != nil }

  /// A word for programs, which does not change: "keyOnVelocity", "cc7", "0x00A". Thread: any but audio.
  public static func fieldName(_ code: UInt16) -> String {
    Connection.sources[code]?.field ?? controller(code).map { "cc\($0)" } ?? "0x" + hexadecimal(code, digits: 3)
  }

  /// Words for people: "velocity", "CC 7", "unknown 0x00A". Thread: any but audio.
  public static func name(_ code: UInt16) -> String {
    Connection.sources[code]?.text ?? controller(code).map { "CC \($0)" } ?? "unknown 0x" + hexadecimal(code, digits: 3)
  }

  /// True for the two generators that swing both ways by nature.
  static func isOscillator(_ code: UInt16) -> Bool { code == lfo || code == vibrato }

  private static func controller(_ code: UInt16) -> Int? {
    (cc0...cc0 + 127).contains(code) ? Int(code - cc0) : nil
  }
}

extension Connection.Destination {
  /// Whether the specification has this destination. Thread: any but audio.
  public static func isKnown(_ code: UInt16) -> Bool { Connection.destinations[code] != nil }

  /// A word for programs, which does not change: "eg1Release", "0x208". Thread: any but audio.
  public static func fieldName(_ code: UInt16) -> String {
    Connection.destinations[code]?.field ?? "0x" + hexadecimal(code, digits: 3)
  }

  /// Words for people: "EG1 release", "unknown 0x208". Thread: any but audio.
  public static func name(_ code: UInt16) -> String {
    Connection.destinations[code]?.text ?? "unknown 0x" + hexadecimal(code, digits: 3)
  }
}

extension Connection {
  /// Whether source, control and destination are all of the specification: a synthesizer ignores any other block,
  /// which is kept so that nothing of the file is lost. Thread: any but audio.
  public var isKnown: Bool {
    Source.isKnown(source) && Source.isKnown(control) && Destination.isKnown(destination)
  }
}
