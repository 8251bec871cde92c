// SPDX-License-Identifier: MIT
// A file as values for programs: `wavesink inspect --json`. Any thread but audio.

/// Every value that was read, ready for an encoder. Names stay: fields are added, never renamed.
///
/// Optional values that a file does not have are left out, but for missing waves, which are null so that the others
/// keep their place.
public struct CollectionReport: Encodable {
  let format = "dls"
  let name: String
  let identifier: String?
  let version: String?
  let info: [TextReport]
  let isForThisDevice: Bool
  let instruments: [InstrumentReport]
  /// By cue.
  let waves: [WaveReport?]
  let excludedLists: Int
  let conditions: [ConditionReport]
  let ignoredChunks: [IgnoredChunkReport]
  let otherIgnoredChunkCount: Int
  let aliasedKeyCount: Int
  let aliasedInstrumentCount: Int
  let warnings: [FindingReport]
  /// What the standard has otherwise, without any effect on the sound.
  let departures: [FindingReport]
  let omittedDepartureCount: Int
  /// Numbers that are shown otherwise than they stand in the file.
  let translations: [TranslationReport]
  let omittedTranslationCount: Int

  /// What is known of a file. Thread: any but audio.
  public init(_ reading: CollectionReading) {
    let collection = reading.collection
    name = collection.info.name
    identifier = collection.identifier?.description
    version = collection.version?.map(String.init).joined(separator: ".")
    info = TextReport.all(collection.info)
    isForThisDevice = reading.isForThisDevice
    instruments = collection.instruments.enumerated().map { InstrumentReport($0.element, number: $0.offset + 1) }
    waves = collection.waves.enumerated().map { cue, wave in wave.map { WaveReport($0, cue: cue) } }
    excludedLists = reading.excludedLists
    conditions = reading.conditions.map(ConditionReport.init)
    ignoredChunks = reading.ignoredChunks.map(IgnoredChunkReport.init)
    otherIgnoredChunkCount = reading.otherIgnoredChunkCount
    aliasedKeyCount = reading.aliasedKeyCount
    aliasedInstrumentCount = reading.aliasedInstrumentCount
    warnings = reading.warnings.map { FindingReport($0) }
    departures = reading.departures.map { FindingReport($0) }
    omittedDepartureCount = reading.omittedDepartureCount
    translations = reading.translations.map(TranslationReport.init)
    omittedTranslationCount = reading.omittedTranslationCount
  }
}

/// One text of `LIST INFO`.
struct TextReport: Encodable {
  let tag: String
  let text: String

  /// In file order.
  static func all(_ info: Info) -> [TextReport] { info.entries.map { TextReport(tag: $0.tag, text: $0.text) } }
}

/// Chunks without a meaning here.
struct IgnoredChunkReport: Encodable {
  let chunk: String
  let count: Int

  init(_ ignored: CollectionReading.IgnoredChunk) {
    chunk = ignored.identifier.description
    count = ignored.count
  }
}

/// One finding, or one departure from the standard.
struct FindingReport: Encodable {
  let kind: String
  let offset: Int
  let path: String
  let expected: String
  let found: String
  /// What becomes of it; a departure has no consequence.
  let consequence: String?
}

extension FindingReport {
  init(_ warning: Warning) {
    self.init(
      kind: warning.kind.code, offset: warning.offset, path: warning.path, expected: warning.expected,
      found: warning.found, consequence: warning.consequence)
  }

  init(_ departure: Departure) {
    self.init(
      kind: departure.kind.code, offset: departure.offset, path: departure.path, expected: departure.expected,
      found: departure.found, consequence: nil)
  }
}

/// A number of the file and what is shown in its place.
struct TranslationReport: Encodable {
  let field: String
  let offset: Int
  let path: String
  let found: UInt32
  let used: UInt32

  init(_ translation: Translation) {
    field = translation.field.rawValue
    offset = translation.offset
    path = translation.path
    found = translation.found
    used = translation.used
  }
}

/// A conditional chunk that was run.
struct ConditionReport: Encodable {
  let offset: Int
  let path: String
  /// The operations in hexadecimal digits, as they stand in the file.
  let program: String
  let answer: String

  init(_ condition: Condition) {
    offset = condition.offset
    path = condition.path
    program = condition.program.map { hexadecimal($0, digits: 2) }.joined()
    answer = condition.answer.rawValue
  }
}
