// SPDX-License-Identifier: MIT
// Zones of SoundFonts as values for programs. Any thread but audio.

/// One zone.
struct ZoneReport: Encodable {
  let keyLow: UInt8
  let keyHigh: UInt8
  let velocityLow: UInt8
  let velocityHigh: UInt8
  /// An index into the report's instruments, in a preset.
  let instrument: Int?
  /// An index into the report's samples, in an instrument.
  let sample: Int?
  let generators: [GeneratorReport]
  let modulators: [ModulatorReport]

  init(_ zone: SoundFont.Zone, _ level: SoundFont.Level, isGlobal: Bool) {
    keyLow = zone.keys.lowerBound
    keyHigh = zone.keys.upperBound
    velocityLow = zone.velocities.lowerBound
    velocityHigh = zone.velocities.upperBound
    instrument = !isGlobal && level == .preset ? zone.target : nil
    sample = !isGlobal && level == .instrument ? zone.target : nil
    generators = zone.generators.map { GeneratorReport($0, isDifference: level == .preset) }
    modulators = zone.modulators.map(ModulatorReport.init)
  }
}

/// One generator: the file's numbers, and what they mean.
struct GeneratorReport: Encodable {
  let code: UInt16
  let name: String
  let amount: Int16
  let value: Double
  let unit: String
  let text: String

  init(_ generator: SoundFont.Generator, isDifference: Bool) {
    let quantity = SoundFont.Quantity(generator.code, generator.amount, isDifference: isDifference)
    code = generator.code
    name = SoundFont.Code.fieldName(generator.code) ?? "\(generator.code)"
    amount = generator.amount
    value = quantity.value
    unit = quantity.unit.rawValue
    text = generator.text(isDifference: isDifference)
  }
}

/// One modulator: the file's numbers, and what they mean.
struct ModulatorReport: Encodable {
  let source: EndReport
  let sourceTransform: TransformReport
  let amountSource: EndReport
  let amountSourceTransform: TransformReport
  /// `code` as in the file: bit 15 makes a link of it.
  let destination: EndReport
  /// An index into the zone's modulators, where it leads to one.
  let link: Int?
  let amount: Int16
  let isAbsolute: Bool
  let value: Double
  let unit: String
  let text: String

  init(_ modulator: SoundFont.Modulator) {
    let (first, second) = (
      SoundFont.ModulatorSource(modulator.source), SoundFont.ModulatorSource(modulator.amountSource)
    )
    source = EndReport(code: first.word, name: first.fieldName)
    sourceTransform = TransformReport(first)
    amountSource = EndReport(code: second.word, name: second.fieldName)
    amountSourceTransform = TransformReport(second)
    let target = modulator.link == nil ? SoundFont.Code.fieldName(modulator.destination) : "link"
    destination = EndReport(code: modulator.destination, name: target ?? "\(modulator.destination)")
    link = modulator.link
    amount = modulator.amount
    isAbsolute = modulator.transform == 2
    value = modulator.quantity.value
    unit = modulator.quantity.unit.rawValue
    text = modulator.text
  }
}

extension TransformReport {
  /// The curve of a SoundFont's source.
  fileprivate init(_ source: SoundFont.ModulatorSource) {
    self.init(
      curve: source.curve?.name ?? "unknown", isBipolar: source.isBipolar, isInverted: source.isDescending)
  }
}
