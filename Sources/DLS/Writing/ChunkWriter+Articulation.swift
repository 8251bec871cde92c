// SPDX-License-Identifier: MIT
// Writes `lart` and `lar2`. Any thread but audio.

extension ChunkWriter {
  /// The articulation of a region or instrument.
  ///
  /// Where all around it is Level 1 it is written as Level 1, if that can say it, so that devices of that level hear it;
  /// else as Level 2, which can say all.
  mutating func write(_ articulation: [Connection], isLevel1: Bool) {
    let blocks = isLevel1 ? articulation.compactMap(\.level1) : []
    let isSaid = isLevel1 && blocks.count == articulation.count
    list(isSaid ? "lart" : "lar2") { list in
      list.chunk(isSaid ? "art1" : "art2") { art in
        art.uint32(8)
        art.uint32(UInt32(articulation.count))
        for connection in isSaid ? blocks : articulation { art.write(connection) }
      }
    }
  }

  private mutating func write(_ connection: Connection) {
    for code in [connection.source, connection.control, connection.destination, connection.transform] { uint16(code) }
    uint32(UInt32(bitPattern: connection.scale))
  }
}

extension Connection {
  /// The block of `art1` that a reader takes for this one; nil where there is none.
  fileprivate var level1: Connection? {
    guard Self.level1Destinations.contains(destination), Self.level1Sources.contains(source),
      Self.level1Controls.contains(control)
    else { return nil }
    // Level 1 has two transforms: none, and the curve of velocity and volume.
    for transform: UInt16 in [0, 1] {
      var block = self
      block.transform = transform
      if block.level2Transform == self.transform { return block }
    }
    return nil
  }

  private static let level1Sources: Set = [
    Source.none, Source.lfo, Source.keyOnVelocity, Source.keyNumber, Source.eg1, Source.eg2, Source.pitchWheel,
    Source.cc0 + 1, Source.cc0 + 7, Source.cc0 + 10, Source.cc0 + 11, Source.rpn0, Source.rpn1, Source.rpn2,
  ]
  private static let level1Controls: Set = [Source.none, Source.cc0 + 1, Source.rpn0]
  private static let level1Destinations: Set = [
    Destination.gain, Destination.pitch, Destination.pan, Destination.lfoFrequency, Destination.lfoStartDelay,
    Destination.eg1Attack, Destination.eg1Decay, Destination.eg1Release, Destination.eg1Sustain,
    Destination.eg2Attack, Destination.eg2Decay, Destination.eg2Release, Destination.eg2Sustain,
  ]
}
