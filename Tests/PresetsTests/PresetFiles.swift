// SPDX-License-Identifier: MIT
// Where the presets lie, and the bank as the reader sees it. Test thread.

import DLS
import Testing

/// The files under `Presets/`.
enum PresetFiles {
  /// The package's root.
  static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  static let bankPath = root + "/Presets/Banks/wavesink-gm.dls"
  static let songNames = ["harbour-lights", "second-street", "sixteen-sails"]

  static func songPath(_ name: String) -> String { "\(root)/Presets/Songs/\(name).mid" }

  /// The bank, read once.
  static func bank() throws -> CollectionReading {
    try reading.get()
  }

  private static let reading = Result { try Collection.read(try FileBytes.read(bankPath)) }

  /// The melodic instrument of a General MIDI number, 1 to 128.
  static func program(_ number: Int) throws -> Instrument {
    let found = try bank().collection.instruments.first { !$0.address.isDrum && Int($0.address.program) == number - 1 }
    return try #require(found, "program \(number)")
  }

  static func drumKit() throws -> Instrument {
    let found = try bank().collection.instruments.first { $0.address.isDrum && $0.address.program == 0 }
    return try #require(found)
  }

  /// The wave that a region plays.
  static func wave(of region: Region) throws -> Wave {
    let found = try bank().collection.waves[Int(region.link.cue)]
    return try #require(found)
  }
}

extension Wave {
  /// The sound as numbers, ±1.
  var samples: [Double] {
    let bytes = Array(data)
    return (0..<bytes.count / 2).map { (index: Int) -> Double in
      let word = UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
      return Double(Int16(bitPattern: word)) / 32768
    }
  }
}

extension [Connection] {
  /// The scale of a connection in its destination's unit; nil where there is none.
  func scale(_ source: UInt16, _ control: UInt16 = 0, to destination: UInt16) -> Double? {
    first { $0.source == source && $0.control == control && $0.destination == destination }.map {
      Double($0.scale) / 65536
    }
  }

  /// A constant for a destination.
  func constant(_ destination: UInt16) -> Double? { scale(Connection.Source.none, to: destination) }
}
