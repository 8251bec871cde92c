// SPDX-License-Identifier: MIT
// Both programs render the same song in turn, A B A B.

import Foundation

/// What rendering a whole song to a file costs, with reverb and chorus, as a user would do it: the programs themselves,
/// from start to end, the reading of the bank included.
struct SongComparison: Encodable {
  struct Side: Encodable {
    let title: String
    /// Seconds of sound in the file, which end when the last tail does.
    let soundSeconds: Double
    /// Voices that began in the course of the song.
    let voiceCount: Int
    /// Milliseconds of processor time for each second of sound.
    let processor: Spread
    /// Milliseconds on the wall clock for each second of sound.
    let wall: Spread
  }

  let song: String
  let bank: String
  let pairCount: Int
  let sides: [Side]
  /// The second side's time in units of the first side's, for as much sound, pair by pair.
  let processorRatio: Spread
  let wallRatio: Spread

  /// Voices that may be missing on one side, in parts of all: the last ones of a song may be cut off.
  private static let tolerance = 0.01

  /// One pair more than `pairCount` is run, first, so that both find their files in the system's cache.
  init(song: String, bank: String, programs: SongPrograms, pairCount: Int) throws {
    self.song = song
    self.bank = bank
    self.pairCount = pairCount
    let voiceCounts = [try SongVoices.ours(song: song, bank: bank), try SongVoices.peer(song: song, bank: bank)]
    let difference = Double(abs(voiceCounts[0] - voiceCounts[1])) / Double(max(voiceCounts[0], 1))
    guard difference <= SongComparison.tolerance else {
      throw BenchError.voices(side: "fluidsynth", sounding: voiceCounts[1], asked: voiceCounts[0])
    }
    var runs: [[SongRun]] = [[], []]
    for pair in 0...pairCount {
      let pairOfRuns = [try programs.ours(song: song, bank: bank), try programs.peer(song: song, bank: bank)]
      for (side, run) in pairOfRuns.enumerated() where pair > 0 { runs[side].append(run) }
    }
    sides = zip(["wavesink", "fluidsynth"], zip(runs, voiceCounts)).map { title, its in
      Side(
        title: title, soundSeconds: its.0[0].soundSeconds, voiceCount: its.1,
        processor: Spread(its.0.map(\.processorCost)), wall: Spread(its.0.map(\.wallCost)))
    }
    processorRatio = Spread(zip(runs[0], runs[1]).map { $1.processorCost / $0.processorCost })
    wallRatio = Spread(zip(runs[0], runs[1]).map { $1.wallCost / $0.wallCost })
  }

  /// A table in Markdown.
  var text: String {
    var text = """

      \(song) with \(bank), rendered to a file by the programs themselves, cubic against 4th-order interpolation, \
      reverb and chorus on, \(pairCount) pairs of runs, milliseconds for a second of sound, min / median / max:

      |                     |        processor time |            wall clock | voices begun | seconds of sound |
      | ------------------- | --------------------: | --------------------: | -----------: | ---------------: |

      """
    for side in sides {
      let costs = [side.processor, side.wall].map { $0.text(decimals: 1).rightAligned(21) }.joined(separator: " | ")
      text += "| \(side.title.padded(19)) | \(costs) | \(String(side.voiceCount).rightAligned(12)) "
      text += "| \(side.soundSeconds.text(decimals: 1).rightAligned(16)) |\n"
    }
    return text + "\nThe second to the first, pair by pair: processor time \(processorRatio.text(decimals: 2)), "
      + "wall clock \(wallRatio.text(decimals: 2))\n"
  }
}
