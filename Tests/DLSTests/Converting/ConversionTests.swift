// SPDX-License-Identifier: MIT
// SoundFonts as collections: zones, values, waves. Any thread.

import DLS
import Foundation
import Testing

@Suite struct ConversionTests {
  typealias Code = SoundFont.Code
  typealias Destination = Connection.Destination

  @Test func `a preset becomes an instrument with the sound of its sample`() throws {
    let conversion = try ConversionBank().converted()
    let collection = conversion.collection
    #expect(conversion.losses.isEmpty)
    #expect(collection.instruments.map(\.info.name) == ["preset"])
    #expect("\(collection.instruments[0].address)" == "bank 3:0, program 7")
    let wave = try #require(collection.waves.first ?? nil)
    #expect(collection.waves.count == 1)
    #expect(wave.info.name == "one")
    #expect((wave.sampleRate, wave.channelCount, wave.format) == (32_000, 1, .signed16))
    #expect(Array(wave.data) == ConversionBank.points(0..<400))
    let region = try ConversionBank().region()
    #expect(region.keys == 0...127 && region.velocities == 0...127)
    #expect(region.isLevel2 && region.isSelfNonExclusive)
    #expect(region.sample?.loop == nil, "sample mode 0 is no loop")
    #expect(region.cents(key: 57) == -7)
  }

  @Test func `bank 128 has the drum sets`() throws {
    var bank = ConversionBank()
    bank.soundFont.presets[0].bank = 128
    bank.soundFont.presets.append(SoundFont.Preset(name: "nowhere", bank: 129, program: 0))
    bank.soundFont.presets.append(SoundFont.Preset(name: "empty", bank: 0, program: 0))
    let conversion = try bank.converted()
    #expect(conversion.collection.instruments.map { "\($0.address)" } == ["bank 0:0, program 7, drums"])
    #expect(
      conversion.losses.map(\.description) == [
        "1 preset of a bank that MIDI cannot select left out (\"nowhere\")",
        "1 preset without a zone that can sound left out (\"empty\")",
      ])
  }

  @Test func `a region has the notes that both zones have`() throws {
    var bank = ConversionBank()
    bank.zone.keys = 20...80
    bank.zone.velocities = 0...90
    bank.presetZone.keys = 60...100
    bank.presetZone.velocities = 50...127
    #expect(try bank.region().keys == 60...80)
    #expect(try bank.region().velocities == 50...90)
    bank.presetZone.keys = 81...100
    #expect(throws: SoundFontConversionError.noInstruments) { try bank.converted() }
  }

  @Test func `values of both levels add up within their range, and local ones replace global ones`() throws {
    var bank = ConversionBank((Code.pan, -300), (Code.reverbSend, 100))
    bank.soundFont.instruments[0].global = SoundFont.Zone()
    bank.soundFont.instruments[0].global?.generators = [
      SoundFont.Generator(Code.pan, 500), SoundFont.Generator(Code.chorusSend, 40),
    ]
    bank.soundFont.presets[0].global = SoundFont.Zone()
    bank.soundFont.presets[0].global?.generators = [
      SoundFont.Generator(Code.chorusSend, 2), SoundFont.Generator(Code.reverbSend, -500),
    ]
    bank.presetZone.generators = [SoundFont.Generator(Code.pan, -50), SoundFont.Generator(Code.rootKey, 3)]
    let region = try bank.region()
    #expect(region.constant(Destination.pan) == -350)
    #expect(region.constant(Destination.chorus) == 42)
    #expect(region.constant(Destination.reverb) == nil, "clamped to nothing")
    #expect(region.cents(key: 57) == -7, "a preset has no say in the root key")
  }

  @Test(arguments: [0, 17, 57, 60, 100, 127])
  func `each key has the pitch of the SoundFont`(key: Int) throws {
    for (coarse, fine, scale) in [
      (0, 0, 100), (3, -50, 100), (24, 99, 100), (-120, 0, 100), (120, 50, 100), (0, 10, 50), (-40, 0, 0), (30, 0, 200),
      (0, 0, 255),
    ] as [(Int16, Int16, Int16)] {
      let bank = ConversionBank(
        (Code.coarseTune, coarse), (Code.fineTune, fine), (Code.scaleTuning, scale), (Code.rootKey, 62))
      let expected = Double(key - 62) * Double(scale) + Double(coarse) * 100 + Double(fine) - 7
      #expect(try bank.region().cents(key: key) == expected, "\(coarse) \(fine) \(scale)")
      let fixed = ConversionBank(
        (Code.coarseTune, coarse), (Code.scaleTuning, scale), (Code.rootKey, 62), (Code.key, 50))
      let one = -12 * Double(scale) + Double(coarse) * 100 - 7
      #expect(try fixed.region().cents(key: key) == one, "\(coarse) \(scale), the key is fixed")
    }
  }

  @Test(arguments: [0, 60, 96, 127])
  func `envelopes follow the key from where SoundFonts do`(key: Int) throws {
    let bank = ConversionBank(
      (Code.eg1Hold, -1200), (Code.keyToEG1Hold, 50), (Code.eg1Decay, 600), (Code.keyToEG1Decay, -30),
      (Code.eg1Sustain, 96), (Code.eg2Hold, -2400), (Code.keyToEG2Hold, 20), (Code.eg2Decay, 300),
      (Code.keyToEG2Decay, 100), (Code.eg2Sustain, 250), (Code.eg2ToPitch, 400))
    let region = try bank.region()
    let distance = Double(60 - key)
    // 96 of 100 dB.
    let shorter = 1200 * log2(0.96)
    func expect(_ destination: UInt16, _ value: Double) {
      let time = region.time(destination, key: key) ?? .nan
      #expect(abs(time - value) < 0.001, "\(Destination.name(destination)): \(time), not \(value)")
    }
    expect(Destination.eg1Hold, -1200 + 50 * distance)
    expect(Destination.eg1Decay, 600 - 30 * distance + shorter)
    expect(Destination.eg2Hold, -2400 + 20 * distance)
    expect(Destination.eg2Decay, 300 + 100 * distance)
    #expect(region.constant(Destination.eg1Sustain) == 900)
    #expect(region.constant(Destination.eg2Sustain) == 750)
    #expect(region.scale(5, 0, Destination.pitch) == 400)
    expect(Destination.eg1Release, -12_000 + shorter)
    expect(Destination.eg1Attack, -12_000)
  }

  @Test func `EG2's attack is as long as its curve is wide`() throws {
    let region = try ConversionBank((Code.eg2Attack, 1200), (Code.eg2ToPitch, 100)).region()
    // What the curve 1 + 5/12 log10(x) lacks over two seconds, added up in steps, against half of what a line takes.
    let step = 1e-5
    var missing = 0.0
    for position in stride(from: step / 2, to: 1, by: step) {
      missing += 2 * step * min(1.0, -5.0 / 12.0 * log10(position))
    }
    let seconds = exp2((region.constant(Destination.eg2Attack) ?? 0) / 1200)
    #expect(abs(seconds / 2 - missing) < 0.0001, "\(seconds / 2), not \(missing)")
  }

  @Test func `an attenuation counts for 0.4 of itself`() throws {
    #expect(try ConversionBank((Code.attenuation, 100)).region().sample?.gain == -40 << 16)
    #expect(try ConversionBank((Code.attenuation, 2000)).region().sample?.gain == -576 << 16)
    var bank = ConversionBank((Code.attenuation, 30))
    bank.presetZone.generators = [SoundFont.Generator(Code.attenuation, -200)]
    #expect(try bank.region().sample?.gain == 0)
  }

  @Test func `filter, oscillators and group have their numbers`() throws {
    let bank = ConversionBank(
      (Code.filterCutoff, 7000), (Code.filterQ, 120), (Code.lfoToPitch, 25), (Code.lfoToCutoff, -300),
      (Code.lfoToVolume, 40), (Code.lfoFrequency, -700), (Code.lfoDelay, -3000), (Code.vibratoToPitch, 15),
      (Code.vibratoFrequency, -100), (Code.eg2ToCutoff, 2400), (Code.exclusiveClass, 5))
    let region = try bank.region()
    #expect(region.keyGroup == 5)
    #expect(region.constant(Destination.filterCutoff) == 7000)
    #expect(region.constant(Destination.filterQ) == 120)
    #expect(region.scale(1, 0, Destination.pitch) == 25)
    #expect(region.scale(1, 0, Destination.filterCutoff) == -300)
    #expect(region.scale(1, 0, Destination.gain) == 40)
    #expect(region.constant(Destination.lfoFrequency) == -700)
    #expect(region.constant(Destination.lfoStartDelay) == -3000)
    #expect(region.scale(9, 0, Destination.pitch) == 15)
    #expect(region.constant(Destination.vibratoFrequency) == -100)
    #expect(region.scale(5, 0, Destination.filterCutoff) == 2400)
    let swinging = (region.articulation ?? []).filter { $0.source == 1 || $0.source == 9 }
    #expect(swinging.allSatisfy { $0.transform == 0x4000 })
  }

  @Test func `equal articulations become the instrument's, others stay with their regions`() throws {
    var bank = ConversionBank()
    bank.soundFont.instruments[0].zones = [SoundFont.Zone(), SoundFont.Zone()]
    bank.soundFont.instruments[0].zones[1].target = 1
    let same = try bank.converted().collection.instruments[0]
    #expect(same.articulation?.isEmpty == false && same.regions.allSatisfy { $0.articulation == nil })
    bank.zone.generators = [SoundFont.Generator(Code.pan, 1)]
    let other = try bank.converted().collection.instruments[0]
    #expect(other.articulation == nil && other.regions.allSatisfy { $0.articulation != nil })
  }

  @Test func `presets that would multiply beyond reason are refused`() throws {
    var bank = ConversionBank()
    bank.soundFont.instruments[0].zones = Array(repeating: SoundFont.Zone(), count: 1024)
    bank.soundFont.presets[0].zones = Array(repeating: SoundFont.Zone(), count: 257)
    let error = #expect(throws: SoundFontConversionError.self) { try bank.converted() }
    #expect(error == .tooManyRegions(count: 263_168, limit: 262_144))
    #expect(
      error?.description
        == "its presets have 263168 zones when each gets its own (expected 262144 at most)")
  }

  @Test func `the texts of the bank come along, but for those of sound cards`() throws {
    var bank = ConversionBank()
    bank.soundFont.info.entries = [
      Info.Entry(tag: "ISNG", text: "EMU8000"), Info.Entry(tag: "INAM", text: "Bank"),
      Info.Entry(tag: "ICOP", text: "nobody"),
    ]
    let conversion = try bank.converted()
    #expect(conversion.collection.info.entries.map(\.tag) == ["INAM", "ICOP"])
    #expect(conversion.losses == [ConversionLoss(kind: .text, count: 1, example: "ISNG")])
  }
}
