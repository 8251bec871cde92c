// SPDX-License-Identifier: MIT
// Sound files: every field of instruments, regions and connections arrives. Any thread.

import Testing

@testable import DLS

@Suite struct RegionTests {
  private func only(_ children: [[UInt8]], type: String = "rgn2") throws -> Region {
    try #require(
      try Collection.read(bank([region(children, type: type)]).bytes).collection.instruments.first?.regions.first)
  }

  @Test(
    "an address has a bank of two numbers, a program and a drum bit",
    arguments: [
      (0, 0, "bank 0:0, program 0"), (0x8000_0000, 127, "bank 0:0, program 127, drums"),
      (0x7906, 1, "bank 121:6, program 1"), (0x8000_7F7F, 64, "bank 127:127, program 64, drums"),
    ])
  func addresses(bank: Int, program: Int, text: String) throws {
    let reading = try Collection.read(Bank(instruments: [instrument(bank: bank, program: program)]).bytes)
    #expect(reading.collection.instruments[0].address.description == text)
    #expect(reading.warnings.isEmpty)
  }

  @Test func `a region has every field of its header`() throws {
    let region = try only([rgnh(keys: (36, 47), velocities: (1, 99), options: 1, keyGroup: 5, layer: 3), wlnk()])
    #expect(region.keys == 36...47)
    #expect(region.velocities == 1...99)
    #expect(region.isSelfNonExclusive)
    #expect(region.keyGroup == 5)
    #expect(region.layer == 3)
    #expect(try only([rgnh(options: 0xFFFE), wlnk()]).isSelfNonExclusive == false)
  }

  @Test func `a link has every field`() throws {
    let link = try only([rgnh(), wlnk(options: 3, phaseGroup: 9, channels: 2)]).link
    #expect(link.isPhaseMaster && link.isMultichannel)
    #expect(link.phaseGroup == 9)
    #expect(link.channelMask == 2)
    #expect(link.cue == 0)
  }

  @Test func `no channel at all is mono`() throws {
    #expect(try only([rgnh(), wlnk(channels: 0)]).link.channelMask == 1)
  }

  @Test func `both kinds of region stand side by side, in file order`() throws {
    let regions = [
      region([rgnh(keyGroup: 1), wlnk()]), region([rgnh(keyGroup: 2), wlnk()], type: "rgn "),
      region([rgnh(keyGroup: 3), wlnk()]),
    ]
    let read = try Collection.read(bank(regions).bytes).collection.instruments[0].regions
    #expect(read.map(\.keyGroup) == [1, 2, 3])
    #expect(read.map(\.isLevel2) == [true, false, true])
  }

  @Test func `sample parameters have every field`() throws {
    let parameters = wsmp(unityNote: 72, fineTune: -13, gain: -6 * 655_360, options: 3, loops: [(1, 2, 5)])
    let sample = try #require(try only([rgnh(), wlnk(), parameters]).sample)
    #expect(sample.unityNote == 72)
    #expect(sample.fineTune == -13)
    #expect(sample.gain == -6 * 655_360)
    #expect(sample.gainDecibels == -6)
    #expect(sample.options == 3)
    #expect(sample.loop == SampleParameters.Loop(kind: .untilRelease, start: 2, length: 5))
  }

  @Test func `a region without parameters leaves them to its wave`() throws {
    let bank = bank(waveWith: [fmt(), wsmp(unityNote: 48, loops: [(0, 0, 8)]), chunk("data", sound)])
    let collection = try Collection.read(bank.bytes).collection
    #expect(collection.instruments[0].regions[0].sample == nil)
    #expect(collection.waves[0]?.sample?.unityNote == 48)
    #expect(collection.waves[0]?.sample?.loop?.length == 8)
  }

  @Test func `a region's parameters without a loop say so`() throws {
    let regions = [region([rgnh(), wlnk(), wsmp(unityNote: 50)])]
    let waves = [wave([fmt(), wsmp(loops: [(0, 0, 8)]), chunk("data", sound)])]
    let collection = try Collection.read(Bank(instruments: [instrument(regions)], waves: waves).bytes).collection
    let sample = try #require(collection.instruments[0].regions[0].sample)
    #expect(sample.loop == nil)
    #expect(collection.waves[0]?.sample?.loop != nil)
  }

  @Test(
    "children in any order read the same",
    arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]])
  func order(places: [Int]) throws {
    let children = [rgnh(keys: (1, 2)), wlnk(), wsmp(unityNote: 33), articulation(scale: 4)]
    #expect(try only(places.map { children[$0] }) == (try only(children)))
    let parts = [chunk("colh", u32(1)), list("lins", [instrument()]), ptbl([0]), list("wvpl", [wave()])]
    let shuffled = try Collection.read(form(places.map { parts[$0] }))
    #expect(shuffled.collection.instruments == (try Collection.read(form(parts))).collection.instruments)
    #expect(shuffled.warnings.isEmpty)
  }

  @Test(
    "a Level 1 transform reads as Level 2 means it",
    arguments: [
      (Connection.Source.keyOnVelocity, 1, 0x8400), (Connection.Source.cc0 + 7, 1, 0x8400),
      (Connection.Source.keyOnVelocity, 0, 0), (Connection.Source.lfo, 0, 0x4000),
      (Connection.Source.vibrato, 0, 0x4000), (Connection.Source.pitchWheel, 0, 0x4000),
      (Connection.Source.cc0 + 10, 0, 0x4000), (Connection.Source.rpn1, 0, 0x4000),
      (Connection.Source.rpn2, 0, 0x4000), (Connection.Source.rpn0, 0, 0), (Connection.Source.eg2, 0, 0),
      (Connection.Source.keyNumber, 0x8000, 0x8000),
    ])
  func level1(source: UInt16, transform: UInt16, expected: UInt16) throws {
    let connection = block(source, 0, 1, transform: transform, scale: -96 * 655_360)
    func read(_ chunk: String) throws -> Connection? {
      let file = bank([region()], extras: [list("lart", [art(chunk, [connection])])]).bytes
      return try Collection.read(file).collection.instruments[0].articulation?.first
    }
    #expect(try read("art1")?.transform == expected)
    #expect(try read("art2")?.transform == transform)
    #expect(try read("art1")?.scale == -96 * 655_360)
  }

  @Test func `the bits of a transform are told apart, reserved ones without effect`() {
    let connection = Connection(source: 2, control: 0x81, destination: 1, transform: 0x862F, scale: 0)
    #expect(connection.sourceCurve == .concave)
    #expect(connection.isSourceInverted)
    #expect(!connection.isSourceBipolar)
    #expect(connection.controlCurve == .convex)
    #expect(connection.isControlInverted)
    #expect(!connection.isControlBipolar)
    let unknownCurve = Connection(source: 2, control: 0, destination: 1, transform: 0x3CF0, scale: 0)
    #expect(unknownCurve.sourceCurve == .linear)
    #expect(unknownCurve.controlCurve == .linear)
  }

  @Test func `an LFO swings both ways, whatever its bit says`() {
    let lfo = Connection(source: Connection.Source.lfo, control: 0x81, destination: 3, transform: 0, scale: 0)
    #expect(lfo.isSourceBipolar)
    #expect(!lfo.isControlBipolar)
    let swapped = Connection(source: 0x81, control: Connection.Source.vibrato, destination: 3, transform: 0, scale: 0)
    #expect(!swapped.isSourceBipolar)
    #expect(swapped.isControlBipolar)
  }
}
