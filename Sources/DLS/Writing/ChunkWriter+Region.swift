// SPDX-License-Identifier: MIT
// Writes `rgn `, `rgn2` and `wsmp`. Any thread but audio.

extension ChunkWriter {
  /// `rgn ` or `rgn2`.
  mutating func write(_ region: Region) {
    list(region.isLevel2 ? "rgn2" : "rgn ") { list in
      list.writeHeader(of: region)
      if let sample = region.sample { list.write(sample) }
      list.write(region.link)
      if let articulation = region.articulation { list.write(articulation, isLevel1: !region.isLevel2) }
      list.write(region.info)
    }
  }

  private mutating func writeHeader(of region: Region) {
    chunk("rgnh") { rgnh in
      for range in [region.keys, region.velocities] {
        rgnh.uint16(UInt16(range.lowerBound))
        rgnh.uint16(UInt16(range.upperBound))
      }
      rgnh.uint16(region.isSelfNonExclusive ? 1 : 0)
      rgnh.uint16(region.keyGroup)
      if let layer = region.layer { rgnh.uint16(layer) }
    }
  }

  private mutating func write(_ link: WaveLink) {
    chunk("wlnk") { wlnk in
      wlnk.uint16((link.isPhaseMaster ? 1 : 0) | (link.isMultichannel ? 2 : 0))
      wlnk.uint16(link.phaseGroup)
      wlnk.uint32(link.channelMask)
      wlnk.uint32(link.cue)
    }
  }

  /// `wsmp`.
  mutating func write(_ sample: SampleParameters) {
    chunk("wsmp") { wsmp in
      wsmp.uint32(20)
      wsmp.uint16(UInt16(sample.unityNote))
      wsmp.uint16(UInt16(bitPattern: sample.fineTune))
      wsmp.uint32(UInt32(bitPattern: sample.gain))
      wsmp.uint32(sample.options)
      wsmp.uint32(sample.loop == nil ? 0 : 1)
      guard let loop = sample.loop else { return }
      wsmp.uint32(16)
      wsmp.uint32(loop.kind.rawValue)
      wsmp.uint32(loop.start)
      wsmp.uint32(loop.length)
    }
  }
}
