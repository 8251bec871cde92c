// SPDX-License-Identifier: MIT
// The findings that only a SoundFont can give rise to. Any thread but audio.

extension SoundFont {
  /// What stood in a SoundFont against what was expected.
  public enum Fault: Sendable, Hashable {
    // MARK: Records

    /// The number before the point of `ifil` is neither 2 nor 3.
    case versionUnknown(Version)
    /// A chunk of records ends inside one.
    case recordIncomplete(FourCC, recordSize: Int, surplus: Int)
    /// A chunk of records lacks the one that closes it.
    case closingRecordMissing(FourCC)
    /// A chunk has more records than an index can name, or than a file of this length may have.
    case recordsSurplus(FourCC, count: Int, limit: Int)
    /// An index into the chunk is below the one before it, or behind the last record.
    case indexOutOfOrder(FourCC, index: Int, lowest: Int, highest: Int)
    /// The closing record's index leaves records of the chunk without an owner.
    case recordsUnused(FourCC, index: Int, expected: Int)

    // MARK: Presets and instruments

    /// Two presets have one address: the first is found.
    case duplicatePreset(bank: UInt16, program: UInt16)
    /// No program change leads there: kept, not played.
    case presetOutOfReach(bank: UInt16, program: UInt16)
    /// Not one zone of a preset can sound.
    case presetSilent
    /// An instrument has no zone that can sound.
    case instrumentSilent

    // MARK: Zones

    /// A zone that is not the first names neither instrument nor sample.
    case targetMissing(Level)
    /// A zone names an instrument or a sample that is not there.
    case targetOutOfRange(Level, index: Int, count: Int)
    /// The lower end of a range lies above its upper end, or behind 127.
    case rangeEmpty(code: UInt16, low: UInt8, high: UInt8)
    /// The upper end of a range lies behind 127.
    case rangeTooHigh(code: UInt16, high: UInt8)
    /// A generator that is not used.
    case generatorIgnored(code: UInt16, GeneratorFault)
    /// Generators that stand behind the one which ends a zone.
    case generatorsBehindTarget(count: Int)
    /// A generator's number is outside what it may be; it is kept.
    case amountOutOfRange(code: UInt16, amount: Int, lowest: Int, highest: Int)
    /// A modulator that is not used.
    case modulatorIgnored(ModulatorFault)
    /// The loop that a zone plays leaves its sample; `isKept` when what lies inside still loops.
    case loopOutside(start: Int, end: Int, sample: Range<Int>, isKept: Bool)

    // MARK: Samples

    /// There is no `smpl`.
    case sampleDataMissing
    /// `sm24` cannot be used.
    case lowBytesIgnored(LowBytesFault)
    /// A sample begins where or behind where it ends, or outside the data.
    case sampleEmpty(start: UInt32, end: UInt32, available: Int)
    /// A sample ends behind the data.
    case sampleCut(end: UInt32, available: Int)
    /// Samples that are in the memory of a sound card; how many.
    case samplesInROM(count: Int)
    /// A field of a sample is used otherwise than it stands there.
    case sampleField(SampleField, found: Int, used: Int)
    /// Left and right samples whose other side is not there, or does not say so itself; how many.
    case stereoLinksBroken(count: Int)
  }

  /// Where a zone belongs.
  public enum Level: Sendable {
    /// Its zones name instruments.
    case preset
    /// Its zones name samples.
    case instrument
  }
}
