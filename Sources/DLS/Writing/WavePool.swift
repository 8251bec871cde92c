// SPDX-License-Identifier: MIT
// The waves of a file: which stand in it, and where. Any thread but audio.

/// `ptbl` and the content of `wvpl`.
struct WavePool {
  /// For each cue the offset of its wave in the pool; nil where the cue has none.
  private(set) var offsets: [Int?] = []
  /// The pool in order: headers, and the waves' own bytes between them.
  private(set) var pieces: [ArraySlice<UInt8>] = []
  /// Bytes of the pool, without its list type.
  private(set) var byteCount = 0

  /// Cues of equal waves share one: a file that has several cues for one wave comes back as small as it was.
  init(_ waves: [Wave?]) {
    var standing: [Outline: [(wave: Wave, offset: Int)]] = [:]
    for wave in waves {
      guard let wave else {
        offsets.append(nil)
        continue
      }
      let outline = Outline(wave)
      if let twin = standing[outline]?.first(where: { $0.wave == wave }) {
        offsets.append(twin.offset)
      } else {
        standing[outline, default: []].append((wave, byteCount))
        offsets.append(byteCount)
        append(wave)
      }
    }
  }

  private mutating func append(_ wave: Wave) {
    let (before, after) = ChunkWriter.pieces(around: wave)
    pieces += [before[...], wave.data, after[...]]
    byteCount += before.count + wave.data.count + after.count
  }

  /// What waves must agree in before their sound is compared.
  private struct Outline: Hashable {
    let sampleRate: UInt32
    let byteCount: Int
    let name: String
    let beginning: [UInt8]

    init(_ wave: Wave) {
      sampleRate = wave.sampleRate
      byteCount = wave.data.count
      name = wave.info.name
      beginning = Array(wave.data.prefix(256))
    }
  }
}
