// SPDX-License-Identifier: MIT
// Two synthesizers that hold notes, and what their turns have cost so far.

/// A comparison that is under way.
struct HeldPair {
  private let synths: [any BenchedSynth]
  private let settings: BenchSettings
  private let blockCount: Int
  private let blockFrames: Int
  /// Nanoseconds of processor time for each voice and frame, of each side, turn by turn.
  private var costs: [[Double]] = [[], []]

  /// Begins the notes on both sides. Each turn will render so many blocks.
  init(
    _ first: any BenchedSynth, _ second: any BenchedSynth, _ settings: BenchSettings, blockCount: Int, blockFrames: Int
  ) throws {
    synths = [first, second]
    self.settings = settings
    self.blockCount = blockCount
    self.blockFrames = blockFrames
    for synth in synths { try Comparison.hold(synth, settings.voiceCount) }
  }

  /// A turn of each side.
  mutating func takeTurns() {
    for (side, synth) in synths.enumerated() {
      let nanoseconds = Comparison.turn(synth, blockCount: blockCount, blockFrames: blockFrames)
      costs[side].append(Double(nanoseconds) / Double(blockCount * blockFrames * settings.voiceCount))
    }
  }

  /// What has come of it; throws where a side does not sound what it was asked for.
  func comparison() throws -> Comparison {
    for synth in synths { try Comparison.check(synth, settings.voiceCount) }
    return Comparison(titles: synths.map(\.title), costs: costs, settings, blockFrames: blockFrames)
  }
}
