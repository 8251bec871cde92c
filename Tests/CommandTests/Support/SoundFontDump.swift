// SPDX-License-Identifier: MIT
// What libgig's sf2dump says about a SoundFont. The test's thread.

import Foundation

/// The lines of `sf2dump FILE` as values.
struct SoundFontDump: Equatable {
  struct Sample: Equatable {
    var name: String
    var rate: Int
    var key: Int
    /// Without its sign.
    var correction: Int
    var start = 0
    var end = 0
    var loopStart = 0
    var loopEnd = 0
    var side = ""
  }

  /// A duration that was printed with six digits.
  struct Seconds: Equatable {
    var value = 0.0
    static func == (one: Seconds, other: Seconds) -> Bool {
      abs(one.value - other.value) <= 1e-5 * max(one.value, other.value)
    }
  }

  struct Region: Equatable {
    /// A sample or an instrument.
    var target = ""
    var keys = [0, 127]
    var velocities = [0, 127]
    /// Of an instrument.
    var decay = Seconds()
    var release = Seconds()
    /// Of an instrument, in cents.
    var fineTune = 0
  }

  struct Owner: Equatable {
    var name: String
    var bank = 0
    var program = 0
    var regions: [Region] = []
  }

  var samples: [Sample] = []
  var instruments: [Owner] = []
  var presets: [Owner] = []

  /// Where the tool is; nil where it is not installed.
  static let tool = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/sf2dump" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Reads what the tool writes.
  init(_ text: String) {
    var isPreset = false
    var owners: [Owner] = []
    var isGlobal = false
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if line.hasPrefix("Presets (") { (instruments, owners, isPreset) = (owners, [], true) }
      readSample(line)
      if let name = Self.name(line, before: " (Instrument bag: ") { owners.append(Owner(name: name)) }
      if let name = Self.name(line, before: " (Preset: ") {
        let numbers = Self.integers(line.dropFirst(name.count))
        owners.append(Owner(name: name, bank: numbers[1], program: numbers[0]))
      }
      if line.hasPrefix("Global Region") { isGlobal = true }
      if line.hasPrefix("Region "), !owners.isEmpty {
        isGlobal = false
        owners[owners.count - 1].regions.append(Region())
      }
      guard !isGlobal, let last = owners.last, !last.regions.isEmpty else { continue }
      Self.read(line, into: &owners[owners.count - 1].regions[last.regions.count - 1], isPreset: isPreset)
    }
    presets = owners
  }

  private mutating func readSample(_ line: String) {
    if let name = Self.name(line, before: " (Depth: ") {
      let numbers = Self.integers(line.dropFirst(name.count))
      samples.append(Sample(name: name, rate: numbers[1], key: numbers[2], correction: numbers[3]))
    } else if line.hasPrefix("Start: "), let last = samples.indices.last {
      let numbers = Self.integers(line[...])
      (samples[last].start, samples[last].end) = (numbers[0], numbers[1])
      (samples[last].loopStart, samples[last].loopEnd) = (numbers[2], numbers[3])
    } else if line.hasPrefix("Sample Type: "), let last = samples.indices.last {
      samples[last].side = String(line.dropFirst(13).prefix { $0 != " " })
    }
  }

  private static func read(_ line: String, into region: inout Region, isPreset: Bool) {
    if line.hasPrefix("Sample: ") {
      region.target = String(line.dropFirst(8).components(separatedBy: ", Fine Tune: ")[0])
      region.fineTune = Int(value(line, "Fine Tune: ") ?? 0)
    } else if line.hasPrefix("Instrument: ") {
      region.target = String(line.dropFirst(12))
    } else if line.hasPrefix("Key range=") {
      let parts = line.components(separatedBy: ", Velocity range=")
      region.keys = range(parts[0].dropFirst(10))
      region.velocities = range(parts[1][...])
    } else if line.hasPrefix("EG1"), !isPreset {
      region.decay.value = value(line, "EG1Decay=") ?? 0
      region.release.value = value(line, "EG1Release=") ?? 0
    }
  }

  private static func name(_ line: String, before mark: String) -> String? {
    line.range(of: mark, options: .backwards).map { String(line[..<$0.lowerBound]) }
  }

  private static func range(_ text: Substring) -> [Int] { text == "None" ? [0, 127] : integers(text) }

  /// The whole numbers in a line, without signs.
  private static func integers(_ text: Substring) -> [Int] {
    text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
  }

  private static func value(_ line: String, _ mark: String) -> Double? {
    guard let found = line.range(of: mark) else { return nil }
    return Double(line[found.upperBound...].prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "e" })
  }
}

extension SoundFontDump {
  /// What wavesink says about the same file.
  init(_ font: InspectedFont) {
    samples = font.samples.map { sample in
      Sample(
        name: sample.name, rate: sample.sampleRate, key: sample.originalKey,
        correction: sample.correctionCents & 0xFF, start: sample.start, end: sample.end, loopStart: sample.loopStart,
        loopEnd: sample.loopEnd, side: [1: "Mono", 2: "Right", 4: "Left"][sample.side] ?? "")
    }
    instruments = font.instruments.map { instrument in
      Owner(
        name: instrument.name,
        regions: instrument.zones.map { zone in
          var region = Region(zone, target: font.samples[zone.sample ?? 0].name)
          func value(_ name: String, _ standard: Double) -> Double {
            zone.value(name) ?? instrument.global?.value(name) ?? standard
          }
          region.decay.value = value("decayVolEnv", 1.0 / 1024)
          region.release.value = value("releaseVolEnv", 1.0 / 1024)
          region.fineTune = Int(value("fineTune", 0))
          return region
        })
    }
    presets = font.presets.map { preset in
      Owner(
        name: preset.name, bank: preset.bank, program: preset.program,
        regions: preset.zones.map { Region($0, target: font.instruments[$0.instrument ?? 0].name) })
    }
  }
}

extension SoundFontDump.Region {
  fileprivate init(_ zone: InspectedFont.Zone, target: String) {
    self.init(
      target: target, keys: [zone.keyLow, zone.keyHigh], velocities: [zone.velocityLow, zone.velocityHigh])
  }
}
