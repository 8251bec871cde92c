// SPDX-License-Identifier: MIT
// The bank as a collection, which the writer of `DLS` makes a file of. Off-line.

import DLS

extension Bank {
  /// Everything that goes into the file.
  var collection: DLS.Collection {
    var collection = DLS.Collection()
    collection.version = [1, 0, 0, 0]
    // A fixed identifier: equal identifiers mean equal content, and the content is fixed by the generator.
    collection.identifier = DLSID(bytes: [0x57, 0x53, 0x4E, 0x4B] + Array("GM1 bank 001".utf8))
    collection.info = Info(texts: [
      ("INAM", "Wavesink General MIDI"), ("IENG", "The Wavesink authors"), ("ICOP", "CC0 1.0"),
      ("ICRD", "2026-11-21"), ("ISFT", "Wavesink preset-generator"),
      ("ICMT", "Every wave is computed; nobody's recordings are in here."),
    ])
    collection.waves = waves.map(\.listed)
    collection.instruments = instruments.map { listed($0) }
    return collection
  }

  private func listed(_ instrument: Instrument) -> DLS.Instrument {
    var listed = DLS.Instrument(
      address: DLS.Instrument.Address(
        bankMSB: 0, bankLSB: 0, program: UInt8(instrument.program), isDrum: instrument.isDrumKit))
    listed.info = Info(texts: [("INAM", instrument.name)])
    listed.articulation = instrument.articulation.connections.map(\.listed)
    listed.regions = instrument.zones.map { $0.listed(loop: waves[$0.wave].loop) }
    return listed
  }
}

extension Zone {
  fileprivate func listed(loop: Range<Int>?) -> Region {
    var region = Region(
      keys: UInt8(keys.lowerBound)...UInt8(keys.upperBound),
      velocities: UInt8(velocities.lowerBound)...UInt8(velocities.upperBound), link: WaveLink(cue: UInt32(wave)))
    region.isLevel2 = true
    region.keyGroup = UInt16(keyGroup)
    region.layer = UInt16(layer)
    region.sample = SampleParameters(
      unityNote: unityNote, fineTune: fineTuneCents, gainDecibels: gainDecibels, loop: loop)
    region.articulation = articulation?.connections.map(\.listed)
    return region
  }
}

extension Wave {
  fileprivate var listed: DLS.Wave {
    let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    var listed = DLS.Wave(format: .signed16, sampleRate: UInt32(rate), channelCount: 1, data: bytes[...])
    listed.sample = SampleParameters(unityNote: unityNote, fineTune: 0, gainDecibels: 0, loop: loop)
    listed.info = Info(texts: [("INAM", name)])
    return listed
  }
}

extension Connection {
  fileprivate var listed: DLS.Connection {
    DLS.Connection(
      source: UInt16(source), control: UInt16(control), destination: UInt16(destination), transform: UInt16(transform),
      scale: Int32((scale * 65536).rounded()))
  }
}

extension SampleParameters {
  fileprivate init(unityNote: Int, fineTune: Int, gainDecibels: Double, loop: Range<Int>?) {
    self.init()
    self.unityNote = UInt8(unityNote)
    self.fineTune = Int16(fineTune)
    gain = Int32((gainDecibels * 655_360).rounded())
    // No truncation to eight bits.
    options = 1
    self.loop = loop.map { Loop(kind: .forward, start: UInt32($0.lowerBound), length: UInt32($0.count)) }
  }
}

extension Info {
  fileprivate init(texts: [(String, String)]) {
    self.init()
    entries = texts.map { Entry(tag: $0.0, text: $0.1) }
  }
}
