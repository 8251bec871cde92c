// SPDX-License-Identifier: MIT
// Reads the generators of one zone (SoundFont 2.04, 7.5, 7.9 and 8.1). Any thread but audio.

/// One zone on its way from records to values.
struct SoundFontZoneContent {
  /// How the generators of a zone end.
  enum End {
    /// With none that names an instrument or a sample.
    case none
    /// With one that does.
    case target
    /// With one that makes the zone useless.
    case refused
  }

  /// What is read so far.
  var zone = SoundFont.Zone()
  /// What its generators end with.
  private(set) var end = End.none
  /// Where the zone belongs.
  let level: SoundFont.Level

  /// An empty zone, whose ranges are those of `defaults`.
  init(_ level: SoundFont.Level, defaults: SoundFont.Zone?) {
    self.level = level
    if let defaults { (zone.keys, zone.velocities) = (defaults.keys, defaults.velocities) }
  }

  /// Reads the generators that `list` numbers, up to the one that ends the zone.
  mutating func read(
    _ table: SoundFontTable, _ list: Range<Int>, targetCount: Int, _ log: inout WarningLog
  ) {
    var offsets: [Int] = []
    // Keys come first, and only keys may stand before velocities.
    var isBeginning = true
    for number in list {
      let record = table[number]
      let code = record.uint16(0)
      switch code {
      case level.targetCode:
        readTarget(record, targetCount: targetCount, &log)
        let surplus = list.upperBound - number - 1
        if surplus > 0 { log.warn(.soundFont(.generatorsBehindTarget(count: surplus)), at: record.fileOffset + 4) }
        return
      case SoundFont.Code.keyRange: readRange(record, isInPlace: number == list.lowerBound, &log)
      case SoundFont.Code.velocityRange: readRange(record, isInPlace: isBeginning, &log)
      default: readGenerator(record, code, &offsets, &log)
      }
      isBeginning = isBeginning && code == SoundFont.Code.keyRange
    }
  }

  private mutating func readTarget(_ record: Record, targetCount: Int, _ log: inout WarningLog) {
    let index = Int(record.uint16(2))
    guard index < targetCount else {
      end = .refused
      log.warn(.soundFont(.targetOutOfRange(level, index: index, count: targetCount)), at: record.fileOffset + 2)
      return
    }
    zone.target = index
    if end == .none { end = .target }
  }

  private mutating func readRange(_ record: Record, isInPlace: Bool, _ log: inout WarningLog) {
    let code = record.uint16(0)
    guard isInPlace else {
      return log.warn(.soundFont(.generatorIgnored(code: code, .outOfPlace)), at: record.fileOffset)
    }
    let (low, high) = (record.uint8(2), record.uint8(3))
    guard low <= min(high, 127) else {
      end = .refused
      return log.warn(.soundFont(.rangeEmpty(code: code, low: low, high: high)), at: record.fileOffset + 2)
    }
    if high > 127 { log.warn(.soundFont(.rangeTooHigh(code: code, high: high)), at: record.fileOffset + 3) }
    if code == SoundFont.Code.keyRange {
      zone.keys = low...min(high, 127)
    } else {
      zone.velocities = low...min(high, 127)
    }
  }

  /// `offsets`: where the generators of the zone stand in the file. A zone has 60 of them at most, so that the search
  /// takes no longer in a large file.
  private mutating func readGenerator(
    _ record: Record, _ code: UInt16, _ offsets: inout [Int], _ log: inout WarningLog
  ) {
    if let fault = level.fault(of: code) {
      return log.warnOnce(.generatorIgnored(code: code, fault), at: record.fileOffset)
    }
    let generator = SoundFont.Generator(code, record.int16(2))
    if let range = generator.excess(in: level) {
      let fault = SoundFont.Fault.amountOutOfRange(
        code: code, amount: Int(generator.amount), lowest: range.lowerBound, highest: range.upperBound)
      log.warn(.soundFont(fault), at: record.fileOffset + 2)
    }
    if let earlier = zone.generators.firstIndex(where: { $0.code == code }) {
      log.warn(.soundFont(.generatorIgnored(code: code, .superseded)), at: offsets[earlier])
      zone.generators.remove(at: earlier)
      offsets.remove(at: earlier)
    }
    zone.generators.append(generator)
    offsets.append(record.fileOffset)
  }
}

extension SoundFont.Level {
  /// The generator that ends a zone.
  fileprivate var targetCode: UInt16 {
    self == .preset ? SoundFont.Code.instrument : SoundFont.Code.sample
  }

  /// Why a generator is ignored here; nil where it is not.
  fileprivate func fault(of code: UInt16) -> SoundFont.GeneratorFault? {
    if code == SoundFont.Code.instrument { return .notInInstrument }
    if SoundFont.Code.fieldName(code) == nil { return .unknown }
    return self == .preset && SoundFont.Code.isForInstruments(code) ? .notInPreset : nil
  }
}
