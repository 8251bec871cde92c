// SPDX-License-Identifier: MIT
// Compares the loops that are played with their samples. Any thread but audio.

extension SoundFontReader {
  /// Notes each sample of which a zone plays a loop that is not inside it; once for each sample. A loop that no zone
  /// plays may be anything, and often is.
  mutating func checkLoops(_ table: SoundFontTable) {
    var isReported = [Bool](repeating: false, count: soundFont.samples.count)
    for instrument in soundFont.instruments {
      for zone in instrument.zones where !isReported[zone.target] {
        let sample = soundFont.samples[zone.target]
        guard let fault = sample.loopFault(zone, instrument.global) else { continue }
        isReported[zone.target] = true
        log.enter("shdr", zone.target + 1)
        log.warn(.soundFont(fault), at: table[zone.target].fileOffset + 28)
        log.leave()
      }
    }
  }
}

extension SoundFont.Sample {
  /// What is wrong with the loop that `zone` plays; nil where nothing is, or where no loop is played. Of a compressed
  /// sample, only the decoder knows the length.
  fileprivate func loopFault(_ zone: SoundFont.Zone, _ global: SoundFont.Zone?) -> SoundFont.Fault? {
    func amount(_ code: UInt16) -> Int { Int(zone.amount(code) ?? global?.amount(code) ?? 0) }
    guard amount(SoundFont.Code.sampleModes) & 1 == 1, !range.isEmpty else { return nil }
    let start =
      loopStart + amount(SoundFont.Code.loopStartOffset) + 32_768 * amount(SoundFont.Code.loopStartCoarseOffset)
    let end = loopEnd + amount(SoundFont.Code.loopEndOffset) + 32_768 * amount(SoundFont.Code.loopEndCoarseOffset)
    let bounds = isCompressed ? 0..<Int.max : range
    if start >= bounds.lowerBound && end <= bounds.upperBound && start < end { return nil }
    let isKept = max(start, bounds.lowerBound) < min(end, bounds.upperBound)
    return .loopOutside(start: start, end: end, sample: bounds, isKept: isKept)
  }
}

extension SoundFont.Zone {
  /// The amount of a generator, where the zone has it. Thread: any but audio.
  public func amount(_ code: UInt16) -> Int16? { generators.first { $0.code == code }?.amount }
}
