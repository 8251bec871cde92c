// SPDX-License-Identifier: MIT
// A container and what its standard has otherwise. Any thread.

import MIDI
import Testing

/// A file and all that the standard has otherwise about it.
struct ContainerDeparture: CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  /// Departures, in the order of the file.
  let codes: [String]
  /// What stands at the byte of the first one.
  let place: [UInt8]
  /// How its sentence ends.
  let words: String

  init(_ name: String, _ bytes: [UInt8], _ codes: String..., at place: [UInt8], _ words: String) {
    (testDescription, self.bytes, self.codes, self.place, self.words) = (name, bytes, codes, place, words)
  }

  /// Looks into the file, and plays it: nobody who plays is told.
  func expect() throws {
    let found = try Song.embeddedBanks(in: bytes)
    #expect(found.departures.map(\.kind.code) == codes, "\(found.departures)")
    #expect(found.warnings.allSatisfy { $0.problem == .unknownChunk || $0.problem == .xmfPacking }, "\(found.warnings)")
    let first = try #require(found.departures.first)
    #expect(Array(bytes[first.offset...].prefix(place.count)) == place, "\(first)")
    #expect(first.description == "offset \(first.offset): \(words)")
    #expect(found.firstDeparture?.offset == first.offset)
    #expect(found.firstDeparture?.sentence == first.description)
    guard let song = try? Song(bytes: bytes) else { return }
    #expect(song.warnings == found.warnings)
  }
}
