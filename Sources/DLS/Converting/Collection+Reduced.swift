// SPDX-License-Identifier: MIT
// A part of a collection. Any thread but audio.

extension Collection {
  /// The instruments that are `wanted`, and the waves that they play; cues are numbered anew. Thread: any but audio.
  public func reduced(to isWanted: (Instrument) -> Bool) -> Collection {
    var reduced = self
    reduced.instruments = instruments.filter(isWanted)
    reduced.waves = []
    var cues: [UInt32: UInt32] = [:]
    for instrument in reduced.instruments.indices {
      for region in reduced.instruments[instrument].regions.indices {
        let cue = reduced.instruments[instrument].regions[region].link.cue
        if cues[cue] == nil {
          cues[cue] = UInt32(reduced.waves.count)
          reduced.waves.append(Int(cue) < waves.count ? waves[Int(cue)] : nil)
        }
        reduced.instruments[instrument].regions[region].link.cue = cues[cue] ?? cue
      }
    }
    // What is not the whole is not what the identifier names.
    reduced.identifier = nil
    return reduced
  }
}
