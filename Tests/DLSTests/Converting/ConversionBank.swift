// SPDX-License-Identifier: MIT
// SoundFonts made for tests of the conversion. Any thread.

import DLS
import Testing

/// A bank of one preset, one instrument and a few samples, of which a test changes one thing.
struct ConversionBank {
  typealias Code = SoundFont.Code

  var soundFont = SoundFont()
  /// 1000 points that count up, behind 10 bytes of something else.
  private let source = ByteSource(([UInt8](repeating: 0x55, count: 10) + Self.points(0..<1000))[...])
  /// What the decoder makes of compressed samples.
  var decoded: [Int: [Int16]] = [:]

  /// One zone over all keys that plays the first of two samples.
  init() {
    soundFont.sampleData = 10..<2010
    soundFont.samples = [
      Self.sample("one", 0..<400, loop: 100..<300), Self.sample("two", 400..<1000, loop: 500..<900),
    ]
    soundFont.instruments = [SoundFont.Instrument(name: "instrument")]
    soundFont.instruments[0].zones = [SoundFont.Zone()]
    soundFont.presets = [SoundFont.Preset(name: "preset", bank: 3, program: 7)]
    soundFont.presets[0].zones = [SoundFont.Zone()]
  }

  /// With generators in its only instrument zone.
  init(_ generators: (UInt16, Int16)...) {
    self.init()
    zone.generators = generators.map { SoundFont.Generator($0.0, $0.1) }
  }

  /// With modulators in its only instrument zone.
  init(modulators: SoundFont.Modulator...) {
    self.init()
    zone.modulators = modulators
  }

  /// The first zone of the instrument.
  var zone: SoundFont.Zone {
    get { soundFont.instruments[0].zones[0] }
    set { soundFont.instruments[0].zones[0] = newValue }
  }

  /// The first zone of the preset.
  var presetZone: SoundFont.Zone {
    get { soundFont.presets[0].zones[0] }
    set { soundFont.presets[0].zones[0] = newValue }
  }

  /// The whole bank.
  func converted() throws -> SoundFontConversion {
    let conversion = try soundFont.converted(from: source) { samples in decoded.filter { samples.contains($0.key) } }
    try expectIdentity(conversion.collection)
    return conversion
  }

  /// The only region, with the articulation that it plays.
  func region() throws -> Region {
    let collection = try converted().collection
    var region = try #require(collection.instruments.first?.regions.first)
    #expect(collection.instruments[0].regions.count == 1)
    region.articulation = region.articulation ?? collection.instruments[0].articulation
    region.sample = region.sample ?? collection.waves[Int(region.link.cue)]?.sample
    return region
  }

  static func sample(
    _ name: String, _ range: Range<Int>, loop: Range<Int>, link: UInt16 = 0, type: UInt16 = 1
  ) -> SoundFont.Sample {
    SoundFont.Sample(
      name: name, range: range, loopStart: loop.lowerBound, loopEnd: loop.upperBound, rate: 32_000, originalKey: 57,
      correctionCents: -7, link: link, type: type)
  }

  /// Little-endian numbers.
  static func points(_ range: Range<Int>) -> [UInt8] { range.flatMap { u16($0) } }
}

extension Region {
  /// What a constant of the articulation is, in its unit; nil where there is none.
  func constant(_ destination: UInt16) -> Double? { scale(0, 0, destination) }

  /// What a connection adds at most, in its unit; nil where there is none.
  func scale(_ source: UInt16, _ control: UInt16, _ destination: UInt16) -> Double? {
    let found = (articulation ?? []).filter {
      $0.source == source && $0.control == control && $0.destination == destination
    }
    #expect(found.count < 2, "a synthesizer would take one of them")
    return found.first.map { Double($0.scale) / 65_536 }
  }

  /// Cents above the pitch of the recorded wave at `key`, as a synthesizer adds them up (DLS 2.2, with the pivot of all
  /// players at the unity note).
  func cents(key: Int) -> Double {
    let perKey = (scale(3, 0, 3) ?? 12_800) / 128
    let unity = Double(sample?.unityNote ?? 60)
    return (Double(key) - unity) * perKey + Double(sample?.fineTune ?? 0) + (constant(3) ?? 0)
  }

  /// The time of an envelope's stage at `key`, in time cents; nil where it takes none.
  func time(_ destination: UInt16, key: Int) -> Double? {
    constant(destination).map { $0 + (scale(3, 0, destination) ?? 0) * Double(key) / 128 }
  }

  /// The connections of the articulation as text.
  var lines: Set<String> { Set((articulation ?? []).map(\.text)) }
}
