// SPDX-License-Identifier: MIT
// What a collection is, roughly: two of a kind compile to much the same. libFuzzer's thread.

public import DLS

extension Collection {
  /// Regions and connections that are looked at.
  private static var regionLimit: Int { 64 }
  private static var connectionLimit: Int { 64 }

  /// A number for its instruments, in which codes count as they are and quantities by their magnitude. Thread: any.
  public var kind: Int {
    var hasher = Hasher()
    var regionCount = 0
    for instrument in instruments where regionCount < Collection.regionLimit {
      hasher.combine(instrument.address.isDrum)
      hash(instrument.articulation, into: &hasher)
      for region in instrument.regions.prefix(Collection.regionLimit - regionCount) {
        hash(region, into: &hasher)
        regionCount += 1
      }
    }
    return hasher.finalize()
  }

  private func hash(_ region: Region, into hasher: inout Hasher) {
    let sample = region.sample ?? waves[Int(region.link.cue)]?.sample
    let flags = [region.isSelfNonExclusive, region.keyGroup != 0, region.link.isMultichannel, region.isLevel2]
    hasher.combine(flags)
    hasher.combine(magnitudeOf: region.keys.lowerBound)
    hasher.combine(magnitudeOf: waves[Int(region.link.cue)]?.frameCount ?? 0)
    hasher.combine(magnitudeOf: waves[Int(region.link.cue)]?.sampleRate ?? 0)
    if let sample {
      hasher.combine(magnitudeOf: sample.unityNote)
      hasher.combine(magnitudeOf: sample.fineTune)
      hasher.combine(magnitudeOf: sample.gain)
      hasher.combine(magnitudeOf: sample.loop?.start ?? 0)
      hasher.combine(magnitudeOf: sample.loop?.length ?? 0)
      hasher.combine(sample.loop?.kind == .untilRelease)
    }
    hash(region.articulation, into: &hasher)
  }

  private func hash(_ articulation: [Connection]?, into hasher: inout Hasher) {
    for connection in (articulation ?? []).prefix(Collection.connectionLimit) where connection.isKnown {
      hasher.combine(connection.source)
      hasher.combine(connection.control)
      hasher.combine(connection.destination)
      hasher.combine(connection.transform)
      hasher.combine(magnitudeOf: connection.scale)
    }
  }
}
