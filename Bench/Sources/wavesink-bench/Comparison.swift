// SPDX-License-Identifier: MIT
// Two synthesizers hold the same notes in turn, A B A B.

/// What holding the same notes costs on two sides, measured in turn on one thread.
///
/// The turns lie next to each other, so that what slows the machine for a while slows both sides of a pair: the ratio of
/// a pair says more than the ratio of two means.
struct Comparison: Encodable {
  /// Nanoseconds of processor time for each voice and frame, on one side.
  struct Side: Encodable {
    let title: String
    let nanoseconds: Spread
    /// Voices that one core could hold at 48 kHz, at the median.
    let voicesPerCore: Int

    init(_ title: String, _ nanoseconds: Spread) {
      self.title = title
      self.nanoseconds = nanoseconds
      voicesPerCore = Int(1e9 / (nanoseconds.median * Double(BenchSettings.rate)))
    }
  }

  let settings: BenchSettings
  /// Frames rendered at a time.
  let blockFrames: Int
  let pairCount: Int
  let sides: [Side]
  /// The second side's cost in units of the first side's, pair by pair.
  let ratio: Spread

  /// Each turn renders so many blocks.
  init(
    _ first: any BenchedSynth, _ second: any BenchedSynth, _ settings: BenchSettings, pairCount: Int, blockCount: Int,
    blockFrames: Int = BenchSettings.blockFrames
  ) throws {
    var held = try HeldPair(first, second, settings, blockCount: blockCount, blockFrames: blockFrames)
    for _ in 0..<pairCount { held.takeTurns() }
    self = try held.comparison()
  }

  /// `costs`: of each side, turn by turn.
  init(titles: [String], costs: [[Double]], _ settings: BenchSettings, blockFrames: Int) {
    self.settings = settings
    self.blockFrames = blockFrames
    pairCount = costs[0].count
    sides = zip(titles, costs).map { Side($0, Spread($1)) }
    ratio = Spread(zip(costs[0], costs[1]).map { $1 / $0 })
  }

  /// Begins the notes, over at least 256 blocks if there are as many, so that they do not run in step, and lets them
  /// settle.
  static func hold(_ synth: any BenchedSynth, _ voiceCount: Int) throws {
    let noteCount = (voiceCount + 255) / 256
    for index in 0..<voiceCount {
      synth.start(Note(index: index))
      if index % noteCount == 0 { synth.render(frameCount: BenchSettings.blockFrames) }
    }
    for _ in 0..<200 { synth.render(frameCount: BenchSettings.blockFrames) }
    try check(synth, voiceCount)
  }

  /// A side that does not sound what it was asked for does not do the same work.
  static func check(_ synth: any BenchedSynth, _ voiceCount: Int) throws {
    let sounding = synth.soundingVoiceCount
    guard sounding == voiceCount else {
      throw BenchError.voices(side: synth.title, sounding: sounding, asked: voiceCount)
    }
  }

  /// Nanoseconds of processor time that so many blocks take.
  static func turn(_ synth: any BenchedSynth, blockCount: Int, blockFrames: Int) -> UInt64 {
    let start = Clocks.thread()
    for _ in 0..<blockCount { synth.render(frameCount: blockFrames) }
    return Clocks.thread() - start
  }
}
