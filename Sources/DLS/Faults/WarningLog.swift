// SPDX-License-Identifier: MIT
// Collects findings while a file is read. Any thread but audio.

/// Findings so far, and where the reader is.
///
/// A text is made only when there is something to say, and no more than `limit` are kept: a hostile file cannot make
/// the list of its faults larger than itself.
struct WarningLog {
  /// Findings kept.
  static let limit = 1000
  /// Names of chunks that are counted apart.
  static let nameLimit = 250

  private var warnings: [Warning] = []
  private var surplusCount = 0
  private var departures: [Departure] = []
  /// Departures beyond the limit.
  private(set) var omittedDepartureCount = 0
  private var translations: [Translation] = []
  /// Translations beyond the limit.
  private(set) var omittedTranslationCount = 0
  private var path: [(form: FourCC, number: Int?)] = []
  private var reportedCodes: Set<UInt32> = []
  private var reportedFaults: Set<SoundFont.Fault> = []
  /// Chunks that the reader does not know, by identifier or list type.
  private var ignored: [FourCC: Int] = [:]
  /// Those of further names.
  private(set) var otherIgnoredCount = 0
  /// Where offset 0 of what is being read stands in the file: 0, but for a part that was read by itself.
  var origin = 0
  /// Conditional chunks that were run, `limit` at most.
  private(set) var conditions: [Condition] = []
  /// Lists that a sound condition switched off.
  var excludedLists = 0

  /// Notes a finding at byte `offset` of what is being read.
  mutating func warn(_ kind: Warning.Kind, at offset: Int) {
    guard warnings.count < Self.limit else { return surplusCount += 1 }
    warnings.append(Warning(offset: origin + offset, path: pathText, kind: kind))
  }

  /// Notes a finding in a SoundFont that is likely to come again for the same reason; once.
  mutating func warnOnce(_ fault: SoundFont.Fault, at offset: Int) {
    guard reportedFaults.count < Self.limit, reportedFaults.insert(fault).inserted else { return }
    warn(.soundFont(fault), at: offset)
  }

  /// Notes something at byte `offset` of the file that the standard has otherwise, and that changes nothing.
  mutating func depart(_ kind: Departure.Kind, at offset: Int) {
    guard departures.count < Self.limit else { return omittedDepartureCount += 1 }
    departures.append(Departure(offset: origin + offset, path: pathText, kind: kind))
  }

  /// Notes a number at byte `offset` of the file that is used as another one; nothing where they are the same.
  mutating func translate(_ field: Translation.Field, _ found: UInt32, to used: UInt32, at offset: Int) {
    guard found != used else { return }
    guard translations.count < Self.limit else { return omittedTranslationCount += 1 }
    translations.append(
      Translation(offset: origin + offset, path: pathText, field: field, found: found, used: used))
  }

  /// Notes a code of a connection block that means nothing; once each.
  mutating func warnOfCode(_ role: Warning.Role, _ code: UInt16, at offset: Int) {
    guard reportedCodes.count < Self.limit else { return }
    let roleNumber: UInt32 = role == .destination ? 1 : 0
    guard reportedCodes.insert(roleNumber << 16 | UInt32(code)).inserted else { return }
    warn(.codeUnknown(role, code), at: offset)
  }

  /// Notes what a conditional chunk says.
  mutating func note(_ answer: Condition.Answer, of program: ArraySlice<UInt8>) {
    guard conditions.count < Self.limit else { return }
    conditions.append(
      Condition(offset: origin + program.startIndex, path: pathText, program: program, answer: answer))
  }

  /// Counts a chunk that the reader does not know.
  mutating func ignore(_ chunk: Chunk) {
    if ignored[chunk.kind] != nil || ignored.count < Self.nameLimit {
      ignored[chunk.kind, default: 0] += 1
    } else {
      otherIgnoredCount += 1
    }
  }

  /// The reader goes into a list; `number` from 1 where it has siblings of its kind.
  mutating func enter(_ form: FourCC, _ number: Int? = nil) { path.append((form, number)) }
  /// The reader leaves the list that it entered last.
  mutating func leave() { path.removeLast() }

  /// How many findings are kept by now.
  var count: Int { warnings.count }

  /// The first finding that was made when there were `count` of them, or later, and that is not the consequence of
  /// another one; where there is none, the first of all.
  func cause(after count: Int) -> Warning? {
    warnings.dropFirst(count).first {
      $0.kind != .soundFont(.presetSilent) && $0.kind != .soundFont(.instrumentSilent)
    } ?? warnings.dropFirst(count).first ?? warnings.first
  }

  /// The findings in the order of the file, and how many more there were.
  func sorted() -> [Warning] {
    var result = warnings.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
    if surplusCount > 0 {
      result.append(Warning(offset: result.last?.offset ?? 0, path: "", kind: .surplus(count: surplusCount)))
    }
    return result
  }

  /// Whether a chunk of this name was met that the reader does not know.
  func hasIgnored(_ identifier: FourCC) -> Bool { ignored[identifier] != nil }

  /// The chunks that the reader does not know, by name.
  var ignoredChunks: [CollectionReading.IgnoredChunk] {
    ignored.map { CollectionReading.IgnoredChunk(identifier: $0.key, count: $0.value) }
      .sorted { $0.identifier.rawValue < $1.identifier.rawValue }
  }

  /// The departures in the order of the file.
  func sortedDepartures() -> [Departure] {
    departures.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
  }

  /// The translations in the order of the file.
  func sortedTranslations() -> [Translation] { translations.sorted { $0.offset < $1.offset } }

  private var pathText: String {
    path.map { part in part.form.name + (part.number.map { " \($0)" } ?? "") }.joined(separator: "/")
  }
}
