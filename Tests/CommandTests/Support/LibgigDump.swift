// SPDX-License-Identifier: MIT
// What libgig's dlsdump says about a bank. The test's thread.

import Foundation

/// The lines of `dlsdump FILE` as values.
struct LibgigDump: Equatable {
  struct Wave: Equatable {
    var name: String
    var sampleRate: Int
    var channelCount: Int
  }

  struct Region: Equatable {
    var wave: String
    var keys: [Int]
    var velocities: [Int]
    var layer: Int
    var loopCount: Int
  }

  struct Instrument: Equatable {
    var name: String
    /// 14 bits.
    var bank: Int
    var program: Int
    var regions: [Region] = []
  }

  var waves: [Wave] = []
  var instruments: [Instrument] = []

  /// Where the tool is; nil where it is not installed.
  static let tool = PeerProgram.path("dlsdump")

  /// Reads what the tool writes.
  init(_ text: String) {
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      let name = line.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().first ?? ""
      let numbers = LibgigDump.numbers(behind: String(line.split(separator: "\"").last ?? ""))
      if line.hasPrefix("Sample "), numbers.count >= 2 {
        waves.append(Wave(name: String(name), sampleRate: numbers[0], channelCount: numbers[1]))
      } else if line.hasPrefix("Instrument "), numbers.count >= 2 {
        instruments.append(Instrument(name: String(name), bank: numbers[0], program: numbers[1]))
      } else if line.hasPrefix("Region "), numbers.count >= 6 {
        let region = Region(
          wave: String(name), keys: [numbers[1], numbers[2]], velocities: [numbers[3], numbers[4]], layer: numbers[5],
          loopCount: 0)
        instruments[instruments.count - 1].regions.append(region)
      } else if line.hasPrefix("Loops="), let count = numbers.first {
        let last = instruments.count - 1
        instruments[last].regions[instruments[last].regions.count - 1].loopCount = count
      }
    }
  }

  /// What wavesink says about the same file.
  init(_ bank: InspectedBank) {
    waves = bank.waves.map {
      Wave(name: $0?.name ?? "", sampleRate: $0?.sampleRate ?? 0, channelCount: $0?.channelCount ?? 0)
    }
    instruments = bank.instruments.map { instrument in
      Instrument(
        name: instrument.name, bank: instrument.bankMSB << 7 | instrument.bankLSB, program: instrument.program,
        regions: instrument.regions.map { region in
          // A region without parameters of its own takes those of its wave.
          let sample = region.sample ?? bank.waves[region.wave.cue]?.sample
          return Region(
            wave: bank.waves[region.wave.cue]?.name ?? "", keys: [region.keyLow, region.keyHigh],
            velocities: [region.velocityLow, region.velocityHigh], layer: region.layer ?? 0,
            loopCount: sample?.loop == nil ? 0 : 1)
        })
    }
  }

  /// The whole numbers in a line, without signs.
  private static func numbers(behind text: String) -> [Int] {
    text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
  }
}
