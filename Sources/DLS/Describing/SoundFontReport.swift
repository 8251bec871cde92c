// SPDX-License-Identifier: MIT
// A SoundFont as values for programs: `wavesink inspect --json`. Any thread but audio.

/// Every value that was read, ready for an encoder. Names stay: fields are added, never renamed. Optional values that a
/// file does not have are left out.
public struct SoundFontReport: Encodable {
  let format = "soundFont"
  let name: String
  let version: String
  let romVersion: String?
  let info: [TextReport]
  let presets: [PresetReport]
  let instruments: [FontInstrumentReport]
  let samples: [FontSampleReport]
  /// `smpl` in the file.
  let sampleData: PlaceReport
  /// `sm24`, where it is used.
  let lowSampleData: PlaceReport?
  let ignoredChunks: [IgnoredChunkReport]
  let warnings: [FindingReport]

  /// What is known of a file. Thread: any but audio.
  public init(_ reading: SoundFontReading) {
    let font = reading.soundFont
    let origin = reading.origin + font.sampleData.lowerBound
    name = font.info.name
    version = font.version.description
    romVersion = font.romVersion?.description
    info = TextReport.all(font.info)
    presets = font.presets.enumerated().map { PresetReport($0.element, number: $0.offset + 1) }
    instruments = font.instruments.enumerated().map { FontInstrumentReport($0.element, number: $0.offset + 1) }
    samples = font.samples.enumerated().map { FontSampleReport($0.element, number: $0.offset + 1, dataOffset: origin) }
    sampleData = PlaceReport(font.sampleData, origin: reading.origin)
    lowSampleData = font.lowSampleData.map { PlaceReport($0, origin: reading.origin) }
    ignoredChunks = reading.ignoredChunks.map(IgnoredChunkReport.init)
    warnings = reading.warnings.map { FindingReport($0) }
  }
}

/// Bytes of the file.
struct PlaceReport: Encodable {
  let dataOffset: Int
  let byteCount: Int

  /// `origin`: where the range's offset 0 stands in the file.
  init(_ range: Range<Int>, origin: Int) { (dataOffset, byteCount) = (origin + range.lowerBound, range.count) }
}

/// One preset.
struct PresetReport: Encodable {
  /// From 1, in file order.
  let number: Int
  let name: String
  let bank: UInt16
  let program: UInt16
  let isDrum: Bool
  let global: ZoneReport?
  let zones: [ZoneReport]

  init(_ preset: SoundFont.Preset, number: Int) {
    self.number = number
    name = preset.name
    bank = preset.bank
    program = preset.program
    isDrum = preset.bank == 128
    global = preset.global.map { ZoneReport($0, .preset, isGlobal: true) }
    zones = preset.zones.map { ZoneReport($0, .preset, isGlobal: false) }
  }
}

/// One instrument.
struct FontInstrumentReport: Encodable {
  /// From 1, in file order.
  let number: Int
  let name: String
  let global: ZoneReport?
  let zones: [ZoneReport]

  init(_ instrument: SoundFont.Instrument, number: Int) {
    self.number = number
    name = instrument.name
    global = instrument.global.map { ZoneReport($0, .instrument, isGlobal: true) }
    zones = instrument.zones.map { ZoneReport($0, .instrument, isGlobal: false) }
  }
}

/// One sample.
struct FontSampleReport: Encodable {
  /// From 1, in file order.
  let number: Int
  let name: String
  /// Sample points of `smpl`, or bytes of it where the sample is compressed.
  let start: Int
  let end: Int
  let loopStart: Int
  let loopEnd: Int
  let sampleRate: UInt32
  let originalKey: UInt8
  let correctionCents: Int8
  let link: UInt16
  let type: UInt16
  let side: UInt16
  let isROM: Bool
  let isCompressed: Bool
  /// Left out where only the decoder knows it.
  let frameCount: Int?
  let seconds: Double?
  /// Where the sound stands in the file.
  let dataOffset: Int
  let byteCount: Int

  /// `dataOffset`: of `smpl` in the file.
  init(_ sample: SoundFont.Sample, number: Int, dataOffset: Int) {
    let bytesPerPoint = sample.isCompressed ? 1 : 2
    self.number = number
    name = sample.name
    start = sample.range.lowerBound
    end = sample.range.upperBound
    loopStart = sample.loopStart
    loopEnd = sample.loopEnd
    sampleRate = sample.rate
    originalKey = sample.originalKey
    correctionCents = sample.correctionCents
    link = sample.link
    type = sample.type
    side = sample.side
    isROM = sample.isROM
    isCompressed = sample.isCompressed
    frameCount = sample.isCompressed ? nil : sample.range.count
    seconds = sample.isCompressed ? nil : Double(sample.range.count) / Double(sample.rate)
    self.dataOffset = dataOffset + sample.range.lowerBound * bytesPerPoint
    byteCount = sample.range.count * bytesPerPoint
  }
}
