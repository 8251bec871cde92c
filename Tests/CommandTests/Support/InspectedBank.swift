// SPDX-License-Identifier: MIT
// A bank as the program's JSON tells it. The test's thread.

/// What the tests read of the JSON; fields are never renamed.
struct InspectedBank: Inspected, Equatable {
  struct Instrument: Decodable, Equatable {
    let number: Int
    let name: String
    let bankMSB: Int
    let bankLSB: Int
    let program: Int
    let isDrum: Bool
    let regions: [Region]
  }

  struct Region: Decodable, Equatable {
    let level: Int
    let keyLow: Int
    let keyHigh: Int
    let velocityLow: Int
    let velocityHigh: Int
    let layer: Int?
    let wave: Link
    let sample: Sample?
  }

  struct Link: Decodable, Equatable { let cue: Int }

  struct Sample: Decodable, Equatable {
    let unityNote: Int
    let fineTuneCents: Int
    let gainDecibels: Double
    let loop: Loop?
  }

  struct Loop: Decodable, Equatable {
    let kind: String
    let start: Int
    let length: Int
  }

  struct Wave: Decodable, Equatable {
    let cue: Int
    let name: String
    let format: String
    let sampleRate: Int
    let channelCount: Int
    let frameCount: Int
    let byteCount: Int
    let dataOffset: Int
    let sample: Sample?
  }

  let format: String
  let name: String
  let instruments: [Instrument]
  let waves: [Wave?]
  let warnings: [InspectedFinding]
}
