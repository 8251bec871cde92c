// SPDX-License-Identifier: MIT
// Keeps the warnings about one file within bounds. Any thread but the audio thread.

/// The warnings about one file, and the departures of its container: the first ones, and how many more there were.
struct WarningLog {
  /// Warnings that are kept, and departures: more than a person reads.
  static var limit: Int { 100 }

  private(set) var kept: [Song.Warning] = []
  private(set) var omittedCount = 0
  private(set) var departures: [Song.Departure] = []
  private(set) var omittedDepartureCount = 0
  /// Where in the file the song was packed that is read from here on; nil where it was not.
  var unpackedFrom: Int?

  mutating func add(_ problem: Song.Problem, at offset: Int, _ found: Song.Found) {
    guard kept.count < WarningLog.limit else {
      omittedCount += 1
      return
    }
    kept.append(Song.Warning(offset: offset, unpackedFrom: unpackedFrom, problem: problem, found: found))
  }

  /// Notes something about the container that the standard has otherwise, and that changes nothing.
  mutating func depart(_ kind: Song.Departure.Kind, at offset: Int, _ found: Song.Found) {
    guard departures.count < WarningLog.limit else {
      omittedDepartureCount += 1
      return
    }
    departures.append(Song.Departure(offset: offset, kind: kind, found: found))
  }
}

extension [UInt8] {
  /// What stands at an offset: up to `count` bytes.
  func found(at offset: Int, count: Int) -> Song.Found {
    guard indices.contains(offset) else { return .endOfFile }
    return .bytes(Array(self[offset..<Swift.min(offset + count, self.count)]))
  }
}
