// SPDX-License-Identifier: MIT
// Reads `lrgn`, `rgn ` and `rgn2`. Any thread but audio.

extension CollectionReader {
  private static let knownInRegions: [FourCC] = ["rgn ", "rgn2"]
  private static let knownInRegion: [FourCC] = ["cdl ", "rgnh", "wsmp", "wlnk", "lart", "lar2", "INFO"]

  /// Every region of an instrument that applies and can sound. `stated` is the instrument's `insh`.
  mutating func regions(_ instrument: ChunkList, of address: Instrument.Address, stated: Record) -> [Region] {
    var regions: [Region] = []
    var level1 = Level1Check(isDrum: address.isDrum)
    var number = 0
    for list in instrument.lists("lrgn") {
      // A region has a header and a link at least: no more room than the file can fill.
      regions.reserveCapacity(min(Int(clamping: stated.uint32(0)), list.payload.count / 52))
      forEachMember(of: list, Self.knownInRegions) { reader, chunk in
        number += 1
        reader.log.enter(chunk.kind, number)
        if let region = reader.region(chunk, &level1) { regions.append(region) }
        reader.log.leave()
      }
    }
    if Int(clamping: stated.uint32(0)) != number {
      log.warn(.countWrong(.cRegions, stated: stated.uint32(0), found: number), at: stated.fileOffset)
    }
    return regions
  }

  private mutating func region(_ list: Chunk, _ level1: inout Level1Check) -> Region? {
    let children = children(of: list, known: Self.knownInRegion)
    guard applies(children),
      let header = record("rgnh", of: children, in: list, minimum: 12),
      let keys = range(.rangeKey, header, at: 0),
      let velocities = range(.rangeVelocity, header, at: 4),
      let link = waveLink(children, list)
    else { return nil }
    var region = Region(keys: keys, velocities: velocities, link: link)
    region.isSelfNonExclusive = header.uint16(8) & 1 != 0
    region.keyGroup = header.uint16(10)
    region.layer = header.count >= 14 ? header.uint16(12) : nil
    region.isLevel2 = list.isList("rgn2")
    region.sample = sampleParameters(children, frames: collection.waves[Int(link.cue)]?.frameCount ?? 0)
    region.articulation = articulation(children)
    region.info = info(children)
    checkHeader(header)
    checkLevel(of: region, children, list, &level1)
    return region
  }

  /// The bounds at `offset` of `rgnh`; nil, with a warning, where they hold nothing.
  private mutating func range(_ field: Warning.Field, _ header: Record, at offset: Int) -> ClosedRange<UInt8>? {
    let (low, high) = (header.uint16(offset), header.uint16(offset + 2))
    // Seen in real files, where every velocity is meant.
    if field == .rangeVelocity && low == 0 && high == 0 {
      log.translate(.rangeVelocity, 0, to: 127, at: header.fileOffset + offset + 2)
      return 0...127
    }
    guard low <= min(high, 127) else {
      log.warn(.rangeEmpty(field, low: low, high: high), at: header.fileOffset + offset)
      return nil
    }
    if high > 127 { warnOfValue(field, found: Int(high), used: 127, header, offset + 2) }
    return UInt8(low)...UInt8(min(high, 127))
  }

  /// `wlnk`; nil, with a warning, where it leads to no playable wave.
  private mutating func waveLink(_ children: ChunkList, _ list: Chunk) -> WaveLink? {
    guard let record = record("wlnk", of: children, in: list, minimum: 12) else { return nil }
    checkLink(record)
    let cue = record.uint32(8)
    guard Int(clamping: cue) < collection.waves.count else {
      log.warn(.cueOutOfRange(cue: cue, count: collection.waves.count), at: record.fileOffset + 8)
      return nil
    }
    guard collection.waves[Int(cue)] != nil else {
      log.warn(.cueWithoutWave(cue: cue), at: record.fileOffset + 8)
      return nil
    }
    var link = WaveLink(cue: cue)
    link.isPhaseMaster = record.uint16(0) & 1 != 0
    link.isMultichannel = record.uint16(0) & 2 != 0
    link.phaseGroup = record.uint16(2)
    // Mobile Sound Builder writes no channel at all, and means mono.
    link.channelMask = record.uint32(4) == 0 ? 1 : record.uint32(4)
    log.translate(.ulChannel, record.uint32(4), to: link.channelMask, at: record.fileOffset + 4)
    return link
  }
}
