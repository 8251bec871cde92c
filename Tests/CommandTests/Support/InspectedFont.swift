// SPDX-License-Identifier: MIT
// A SoundFont as the program's JSON tells it. The test's thread.

/// What the tests read of the JSON; fields are never renamed.
struct InspectedFont: Inspected, Equatable {
  struct Preset: Decodable, Equatable {
    let number: Int
    let name: String
    let bank: Int
    let program: Int
    let isDrum: Bool
    let global: Zone?
    let zones: [Zone]
  }

  struct Instrument: Decodable, Equatable {
    let number: Int
    let name: String
    let global: Zone?
    let zones: [Zone]
  }

  struct Zone: Decodable, Equatable {
    let keyLow: Int
    let keyHigh: Int
    let velocityLow: Int
    let velocityHigh: Int
    let instrument: Int?
    let sample: Int?
    let generators: [Generator]
    let modulators: [Modulator]

    /// The number of a generator by its name.
    func value(_ name: String) -> Double? { generators.first { $0.name == name }?.value }
  }

  struct Generator: Decodable, Equatable {
    let code: Int
    let name: String
    let amount: Int
    let value: Double
    let unit: String
    let text: String
  }

  struct End: Decodable, Equatable {
    let code: Int
    let name: String
  }

  struct Modulator: Decodable, Equatable {
    let source: End
    let amountSource: End
    let destination: End
    let link: Int?
    let amount: Int
    let isAbsolute: Bool
    let text: String
  }

  struct Sample: Decodable, Equatable {
    let number: Int
    let name: String
    let start: Int
    let end: Int
    let loopStart: Int
    let loopEnd: Int
    let sampleRate: Int
    let originalKey: Int
    let correctionCents: Int
    let link: Int
    let side: Int
    let isROM: Bool
    let isCompressed: Bool
    let dataOffset: Int
    let byteCount: Int
  }

  let format: String
  let name: String
  let version: String
  let presets: [Preset]
  let instruments: [Instrument]
  let samples: [Sample]
  let warnings: [InspectedFinding]
}
