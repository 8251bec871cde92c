// SPDX-License-Identifier: MIT
// What the standard's tables say about a connection. Any thread but audio.

/// One row of tables 2 to 6 of DLS 2.2, or of the table of Level 1.
struct ConnectionRule {
  /// Source, control and destination: what tells one connection from another.
  struct Ends: Hashable {
    let source: UInt16
    let control: UInt16
    let destination: UInt16
  }

  /// What files may write as `lScale`; nil for a connection that every synthesizer has and no file may write.
  var scales: ClosedRange<Int32>?
  /// The transform of the table, as it stands in the file.
  var transform: UInt16 = 0
  /// A scale outside of `scales` that is allowed too: a time of exactly nothing, a filter that is off.
  var special: Int32?

  /// How far a scale may be from its bounds: they are logarithms, which each tool rounds in its own way.
  private static let slack: Int64 = 1000

  /// Whether a file may write `scale`.
  func allows(_ scale: Int32) -> Bool {
    guard let scales, scale != special else { return true }
    return Int64(scale) >= Int64(scales.lowerBound) - Self.slack
      && Int64(scale) <= Int64(scales.upperBound) + Self.slack
  }

  /// The row for a connection of an `art2` chunk; nil where there is none.
  static func level2(_ ends: Ends) -> ConnectionRule? { level2Rules[ends] }

  /// The row for a connection of an `art1` chunk; nil where there is none.
  static func level1(_ ends: Ends) -> ConnectionRule? { level1Rules[ends] }
}

extension ConnectionRule {
  private typealias Source = Connection.Source
  private typealias Destination = Connection.Destination
  private typealias Rules = [Ends: ConnectionRule]

  private static let cc1 = Source.cc0 + 1
  private static let cc7 = Source.cc0 + 7
  private static let cc10 = Source.cc0 + 10
  private static let cc11 = Source.cc0 + 11
  private static let bipolar: UInt16 = 0x4000
  private static let invertedConcave: UInt16 = 0x8400
  private static let unit: Int32 = 65_536

  // Bounds of times and frequencies, as the tables give them.
  private static let tenMilliseconds = Int32(bitPattern: 0xE0DB_5F61)
  private static let tenSeconds: Int32 = 0x0F92_5050
  private static let twentySeconds: Int32 = 0x1442_5050
  private static let fortySeconds: Int32 = 0x18F2_5050
  private static let tenthHertz = Int32(bitPattern: 0xE238_0DFC)
  private static let tenHertz: Int32 = 0x015C_AE9B
  private static let twentyHertz: Int32 = 0x060C_AE9B

  private static func ends(_ source: UInt16, _ control: UInt16 = 0, _ destination: UInt16) -> Ends {
    Ends(source: source, control: control, destination: destination)
  }

  /// From `-limit` to `limit` whole units.
  private static func symmetric(_ limit: Int32, _ transform: UInt16 = 0) -> ConnectionRule {
    ConnectionRule(scales: -limit * unit...limit * unit, transform: transform)
  }

  /// From 0 to `limit` whole units.
  private static func upTo(_ limit: Int32, _ transform: UInt16 = 0) -> ConnectionRule {
    ConnectionRule(scales: 0...limit * unit, transform: transform)
  }

  /// A time from nothing to `limit`.
  private static func time(_ limit: Int32) -> ConnectionRule {
    ConnectionRule(scales: .min...limit)
  }

  private static let implied = ConnectionRule(scales: nil)

  private static let level2Rules: Rules = {
    var rules: Rules = [
      ends(0, 0, Destination.lfoFrequency): ConnectionRule(scales: tenthHertz...twentyHertz),
      ends(0, 0, Destination.vibratoFrequency): ConnectionRule(scales: tenthHertz...twentyHertz),
      ends(0, 0, Destination.lfoStartDelay): ConnectionRule(scales: tenMilliseconds...tenSeconds, special: .min),
      ends(0, 0, Destination.vibratoStartDelay): ConnectionRule(scales: tenMilliseconds...tenSeconds, special: .min),
      ends(0, 0, Destination.eg1Shutdown): time(fortySeconds),
      ends(0, 0, Destination.eg1Sustain): upTo(1000), ends(0, 0, Destination.eg2Sustain): upTo(1000),
      ends(0, 0, Destination.filterCutoff): ConnectionRule(scales: 0x159F_0000...0x2E91_0000, special: .max),
      ends(0, 0, Destination.filterQ): ConnectionRule(scales: 0...0x00E1_0000),
      ends(0, 0, Destination.pitch): symmetric(1200), ends(0, 0, Destination.pan): symmetric(500),
      ends(0, 0, Destination.reverb): upTo(1000), ends(0, 0, Destination.chorus): upTo(1000),
      ends(Source.cc0 + 91, 0, Destination.reverb): upTo(1000),
      ends(Source.cc0 + 93, 0, Destination.chorus): upTo(1000),
      ends(cc10, 0, Destination.pan): symmetric(508, bipolar),
      ends(Source.rpn1, 0, Destination.pitch): upTo(100, bipolar),
      ends(Source.rpn2, 0, Destination.keyNumber): upTo(6400, bipolar),
      ends(Source.keyNumber, 0, Destination.pitch): upTo(12_800),
      ends(Source.keyOnVelocity, 0, Destination.gain): ConnectionRule(
        scales: -960 * unit...(-960 * unit), transform: invertedConcave, special: 0),
      ends(Source.eg2, 0, Destination.pitch): symmetric(1200),
      ends(Source.keyNumber, 0, Destination.keyNumber): implied, ends(Source.eg1, 0, Destination.gain): implied,
      ends(cc7, 0, Destination.gain): implied, ends(cc11, 0, Destination.gain): implied,
      ends(Source.pitchWheel, Source.rpn0, Destination.pitch): implied,
    ]
    for (delay, attack, hold, decay, release) in [
      (Destination.eg1Delay, Destination.eg1Attack, Destination.eg1Hold, Destination.eg1Decay, Destination.eg1Release),
      (Destination.eg2Delay, Destination.eg2Attack, Destination.eg2Hold, Destination.eg2Decay, Destination.eg2Release),
    ] {
      for stage in [delay, attack, hold, decay, release] { rules[ends(0, 0, stage)] = time(fortySeconds) }
      rules[ends(Source.keyOnVelocity, 0, attack)] = upTo(6000)
      for stage in [hold, decay] { rules[ends(Source.keyNumber, 0, stage)] = upTo(6000) }
    }
    for control in [0, cc1, Source.channelPressure] {
      rules[ends(Source.lfo, control, Destination.filterCutoff)] = symmetric(12_800, bipolar)
      rules[ends(Source.lfo, control, Destination.gain)] = upTo(120, bipolar)
      rules[ends(Source.lfo, control, Destination.pitch)] = symmetric(1200, bipolar)
      rules[ends(Source.vibrato, control, Destination.pitch)] = symmetric(1200, bipolar)
    }
    for source in [Source.eg2, Source.keyOnVelocity, Source.keyNumber] {
      rules[ends(source, 0, Destination.filterCutoff)] = symmetric(12_800)
    }
    return rules
  }()

  /// Level 1 has no bits of polarity: transform 0, or 1 for the curve of velocity and volume.
  private static let level1Rules: Rules = {
    let anyScale = ConnectionRule(scales: .min...(.max))
    var rules: Rules = [
      ends(0, 0, Destination.lfoFrequency): ConnectionRule(scales: tenthHertz...tenHertz),
      ends(0, 0, Destination.lfoStartDelay): ConnectionRule(scales: tenMilliseconds...tenSeconds, special: .min),
      ends(0, 0, Destination.pan): symmetric(500), ends(Source.eg2, 0, Destination.pitch): symmetric(1200),
      ends(Source.eg1, 0, Destination.gain): implied, ends(Source.keyOnVelocity, 0, Destination.gain): implied,
      ends(cc7, 0, Destination.gain): implied, ends(cc11, 0, Destination.gain): implied,
      ends(cc10, 0, Destination.pan): implied, ends(Source.keyNumber, 0, Destination.pitch): implied,
      ends(Source.pitchWheel, Source.rpn0, Destination.pitch): implied,
      ends(Source.rpn1, 0, Destination.pitch): implied, ends(Source.rpn2, 0, Destination.keyNumber): implied,
      ends(Source.rpn2, 0, Destination.pitch): implied,
    ]
    for control in [0, cc1] {
      rules[ends(Source.lfo, control, Destination.gain)] = upTo(120)
      rules[ends(Source.lfo, control, Destination.pitch)] = symmetric(1200)
    }
    for (attack, decay, release, sustain) in [
      (Destination.eg1Attack, Destination.eg1Decay, Destination.eg1Release, Destination.eg1Sustain),
      (Destination.eg2Attack, Destination.eg2Decay, Destination.eg2Release, Destination.eg2Sustain),
    ] {
      rules[ends(0, 0, attack)] = time(twentySeconds)
      rules[ends(0, 0, release)] = time(twentySeconds)
      rules[ends(0, 0, decay)] = time(fortySeconds)
      rules[ends(0, 0, sustain)] = upTo(1000)
      rules[ends(Source.keyOnVelocity, 0, attack)] = anyScale
      rules[ends(Source.keyNumber, 0, decay)] = anyScale
    }
    return rules
  }()
}
