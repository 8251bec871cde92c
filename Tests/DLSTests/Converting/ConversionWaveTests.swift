// SPDX-License-Identifier: MIT
// Samples of SoundFonts as waves: stretches, loops, pairs, and what has no sound. Any thread.

import DLS
import Foundation
import Testing

@Suite struct ConversionWaveTests {
  typealias Code = SoundFont.Code

  @Test func `loops count from where the wave begins`() throws {
    for (mode, kind) in [(1, .forward), (3, .untilRelease)] as [(Int16, SampleParameters.Loop.Kind)] {
      var bank = ConversionBank((Code.sampleModes, mode))
      #expect(try bank.region().sample?.loop == SampleParameters.Loop(kind: kind, start: 100, length: 200))
      bank.zone.target = 1
      #expect(try bank.region().sample?.loop == SampleParameters.Loop(kind: kind, start: 100, length: 400))
      bank.zone.generators += [
        SoundFont.Generator(Code.loopStartOffset, -20), SoundFont.Generator(Code.loopEndOffset, 10),
      ]
      #expect(try bank.region().sample?.loop == SampleParameters.Loop(kind: kind, start: 80, length: 430))
    }
  }

  @Test func `a loop outside its sample is cut to it, or is none`() throws {
    let long = try ConversionBank((Code.sampleModes, 1), (Code.loopEndOffset, 1000)).region()
    #expect(long.sample?.loop == SampleParameters.Loop(kind: .forward, start: 100, length: 300))
    let none = try ConversionBank((Code.sampleModes, 1), (Code.loopStartCoarseOffset, 1)).region()
    #expect(none.sample?.loop == nil)
  }

  @Test func `only another stretch of sound is another wave`() throws {
    var bank = ConversionBank()
    bank.soundFont.instruments[0].zones = Array(repeating: SoundFont.Zone(), count: 4)
    bank.soundFont.instruments[0].zones[1].generators = [
      SoundFont.Generator(Code.startOffset, 30), SoundFont.Generator(Code.endOffset, -50),
      SoundFont.Generator(Code.sampleModes, 1),
    ]
    bank.soundFont.instruments[0].zones[2].generators = [SoundFont.Generator(Code.pan, 100)]
    bank.soundFont.instruments[0].zones[3].generators = [SoundFont.Generator(Code.startOffset, 10)]
    let collection = try bank.converted().collection
    let regions = collection.instruments[0].regions
    #expect(regions.map(\.link.cue) == [0, 1, 0, 2])
    #expect(
      collection.waves.compactMap { $0?.data }.map(Array.init)
        == [ConversionBank.points(0..<400), ConversionBank.points(30..<350), ConversionBank.points(10..<400)])
    #expect(
      regions[1].sample?.loop ?? collection.waves[1]?.sample?.loop
        == SampleParameters.Loop(kind: .forward, start: 70, length: 200))
  }

  @Test func `samples without sound cost the regions that play them`() throws {
    var bank = ConversionBank()
    bank.soundFont.instruments[0].zones = (0..<4).map {
      var zone = SoundFont.Zone()
      zone.target = $0
      return zone
    }
    bank.soundFont.samples += [
      ConversionBank.sample("card", 0..<0, loop: 0..<0, type: 0x8001),
      ConversionBank.sample("gone", 7..<7, loop: 0..<0),
    ]
    let conversion = try bank.converted()
    #expect(conversion.collection.instruments[0].regions.count == 2)
    #expect(
      conversion.losses.map(\.description) == [
        "1 sample of a sound card's ROM left out (\"card\")",
        "1 sample without a sound that can be read left out (\"gone\")",
      ])
  }

  @Test func `compressed samples come out of the decoder, all asked for at once`() throws {
    var bank = ConversionBank((Code.sampleModes, 1), (Code.startOffset, 1))
    bank.soundFont.samples[0] = ConversionBank.sample("packed", 0..<50, loop: 2..<5, type: 0x11)
    bank.decoded[0] = [1, -2, 3, -4, 5, -6]
    let conversion = try bank.converted()
    let wave = try #require(conversion.collection.waves[0])
    #expect(Array(wave.data) == u16(-2, 3, -4, 5, -6))
    #expect(try bank.region().sample?.loop == SampleParameters.Loop(kind: .forward, start: 1, length: 3))
    #expect(conversion.losses.isEmpty)
    bank.decoded = [:]
    #expect(throws: SoundFontConversionError.noInstruments) { try bank.converted() }
  }

  @Test func `the lower bytes of 24 bits are left out with a word`() throws {
    var bank = ConversionBank()
    bank.soundFont.lowSampleData = 0..<1000
    #expect(
      try bank.converted().losses.map(\.description) == ["the lower 8 of 24 bits are left out in 1 sample (\"one\")"])
  }

  /// Two zones of a left and a right sample, each on its side.
  private static func pair() -> ConversionBank {
    var bank = ConversionBank()
    bank.soundFont.samples = [
      ConversionBank.sample("left", 0..<400, loop: 100..<300, link: 1, type: 4),
      ConversionBank.sample("right", 400..<800, loop: 500..<700, link: 0, type: 2),
    ]
    bank.soundFont.instruments[0].zones = (0..<2).map {
      var zone = SoundFont.Zone()
      zone.target = $0
      zone.generators = [SoundFont.Generator(Code.pan, $0 == 0 ? -500 : 500)]
      return zone
    }
    return bank
  }

  @Test func `the sides of a stereo sound are locked together, each a source of its own`() throws {
    var bank = Self.pair()
    let regions = try bank.converted().collection.instruments[0].regions
    #expect(regions.map(\.link.phaseGroup) == [1, 1])
    #expect(regions.map(\.link.isPhaseMaster) == [true, false])
    #expect(regions.allSatisfy { !$0.link.isMultichannel && $0.link.channelMask == 1 })
    #expect(regions.map { $0.constant(Connection.Destination.pan) } == [-500, 500])
    bank.soundFont.instruments[0].zones += bank.soundFont.instruments[0].zones
    for index in 2..<4 { bank.soundFont.instruments[0].zones[index].keys = 0...59 }
    #expect(try bank.converted().collection.instruments[0].regions.map(\.link.phaseGroup) == [1, 1, 2, 2])
  }

  @Test(arguments: ["keys", "velocities", "tuning", "scale", "rate", "link", "side"])
  func `sides that differ run freely`(difference: String) throws {
    var bank = Self.pair()
    switch difference {
    case "keys": bank.zone.keys = 0...126
    case "velocities": bank.zone.velocities = 0...126
    case "tuning": bank.zone.generators.append(SoundFont.Generator(Code.fineTune, 1))
    case "scale": bank.zone.generators.append(SoundFont.Generator(Code.scaleTuning, 99))
    case "rate": bank.soundFont.samples[1].rate = 44_100
    case "link": bank.soundFont.samples[1].link = 1
    default: bank.soundFont.samples[1].type = 1
    }
    let regions = try bank.converted().collection.instruments[0].regions
    #expect(regions.allSatisfy { $0.link.phaseGroup == 0 && !$0.link.isPhaseMaster })
  }

  @Test func `only the presets that are wanted bring their waves`() throws {
    var bank = ConversionBank()
    bank.soundFont.instruments.append(bank.soundFont.instruments[0])
    bank.soundFont.instruments[1].zones[0].target = 1
    bank.soundFont.presets.append(bank.soundFont.presets[0])
    bank.soundFont.presets[1].program = 8
    bank.soundFont.presets[1].zones[0].target = 1
    let source = ByteSource(([UInt8](repeating: 0, count: 10) + ConversionBank.points(0..<1000))[...])
    let part = try bank.soundFont.converted(from: source, where: { $0.program == 8 }, decode: { _ in [:] })
    #expect(part.collection.instruments.map(\.address.program) == [8])
    #expect(part.collection.waves.map { $0?.info.name } == ["two"])
    let whole = try bank.converted().collection
    let reduced = whole.reduced { $0.address.program == 8 }
    #expect(reduced == part.collection)
  }
}
