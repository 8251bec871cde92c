// SPDX-License-Identifier: MIT
// Instruments and regions as values for programs. Any thread but audio.

/// One instrument.
struct InstrumentReport: Encodable {
  /// From 1, in file order.
  let number: Int
  let name: String
  let bankMSB: UInt8
  let bankLSB: UInt8
  let program: UInt8
  let isDrum: Bool
  let identifier: String?
  let info: [TextReport]
  let articulation: [ConnectionReport]?
  let regions: [RegionReport]

  init(_ instrument: Instrument, number: Int) {
    self.number = number
    name = instrument.info.name
    bankMSB = instrument.address.bankMSB
    bankLSB = instrument.address.bankLSB
    program = instrument.address.program
    isDrum = instrument.address.isDrum
    identifier = instrument.identifier?.description
    info = TextReport.all(instrument.info)
    articulation = instrument.articulation?.map(ConnectionReport.init)
    regions = instrument.regions.map(RegionReport.init)
  }
}

/// One region.
struct RegionReport: Encodable {
  let level: Int
  let name: String
  let keyLow: UInt8
  let keyHigh: UInt8
  let velocityLow: UInt8
  let velocityHigh: UInt8
  let isSelfNonExclusive: Bool
  let keyGroup: UInt16
  let layer: UInt16?
  let wave: WaveLinkReport
  let sample: SampleReport?
  let articulation: [ConnectionReport]?
  let info: [TextReport]

  init(_ region: Region) {
    level = region.isLevel2 ? 2 : 1
    name = region.info.name
    keyLow = region.keys.lowerBound
    keyHigh = region.keys.upperBound
    velocityLow = region.velocities.lowerBound
    velocityHigh = region.velocities.upperBound
    isSelfNonExclusive = region.isSelfNonExclusive
    keyGroup = region.keyGroup
    layer = region.layer
    wave = WaveLinkReport(region.link)
    sample = region.sample.map(SampleReport.init)
    articulation = region.articulation?.map(ConnectionReport.init)
    info = TextReport.all(region.info)
  }
}

/// The way from a region to its wave.
struct WaveLinkReport: Encodable {
  let cue: UInt32
  let isPhaseMaster: Bool
  let isMultichannel: Bool
  let phaseGroup: UInt16
  let channelMask: UInt32

  init(_ link: WaveLink) {
    cue = link.cue
    isPhaseMaster = link.isPhaseMaster
    isMultichannel = link.isMultichannel
    phaseGroup = link.phaseGroup
    channelMask = link.channelMask
  }
}
