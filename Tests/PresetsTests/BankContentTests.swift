// SPDX-License-Identifier: MIT
// What the built-in bank holds. Test thread.

import DLS
import Testing

@Suite struct BankContentTests {
  @Test func `the bank reads without a warning and is at most eight megabytes`() throws {
    let reading = try PresetFiles.bank()
    #expect(reading.warnings.isEmpty)
    #expect(reading.ignoredChunks.isEmpty)
    #expect(reading.collection.waves.allSatisfy { $0 != nil })
    let size = try FileBytes.read(PresetFiles.bankPath).count
    #expect(size > 2_000_000 && size <= 8_000_000)
  }

  @Test func `all General MIDI programs are there, by their names`() throws {
    let melodic = try PresetFiles.bank().collection.instruments.filter { !$0.address.isDrum }
    #expect(melodic.map { Int($0.address.program) } == Array(0..<128))
    #expect(melodic.allSatisfy { $0.address.bankMSB == 0 && $0.address.bankLSB == 0 })
    #expect(melodic.map(\.info.name) == GeneralMIDINames.all)
  }

  @Test(arguments: 1...128) func `a program sounds on every key at every velocity`(number: Int) throws {
    let program = try PresetFiles.program(number)
    for key in UInt8(0)...127 {
      for velocity in [UInt8(1), 64, 127] {
        #expect(program.regions.contains { $0.keys.contains(key) && $0.velocities.contains(velocity) }, "key \(key)")
      }
    }
  }

  @Test func `the drum kit has keys 35 to 81, one shot each`() throws {
    let kit = try PresetFiles.drumKit()
    #expect(kit.regions.map { Int($0.keys.lowerBound) } == Array(35...81))
    for region in kit.regions {
      #expect(region.keys.count == 1)
      #expect(region.sample?.loop == nil)
      let art = try #require(region.articulation)
      let release = try #require(art.constant(Connection.Destination.eg1Release))
      #expect(release >= 1200 * 4, "a short note must not cut the stroke: release of 16 s and more for 96 dB")
    }
  }

  @Test func `drums that share a piece of metal or skin cut each other`() throws {
    let kit = try PresetFiles.drumKit()
    let groups = Dictionary(grouping: kit.regions.filter { $0.keyGroup != 0 }, by: \.keyGroup)
      .map { Set($0.value.map { Int($0.keys.lowerBound) }) }
    #expect(Set(groups) == [[42, 44, 46], [71, 72], [73, 74], [78, 79], [80, 81]])
  }

  @Test(arguments: Array(1...6) + Array(25...38) + Array(41...50) + Array(57...74))
  func `a harder stroke or breath is brighter`(number: Int) throws {
    let program = try PresetFiles.program(number)
    let art = try #require(program.articulation)
    let base = try #require(art.constant(Connection.Destination.filterCutoff))
    let slope = try #require(art.scale(Connection.Source.keyOnVelocity, to: Connection.Destination.filterCutoff))
    #expect(slope >= 1000, "cents from the softest to the hardest note")
    #expect(base >= 5535 && base <= 11_921, "the specification's range of the initial cutoff")
  }

  @Test(arguments: 1...120) func `the modulation wheel moves pitch or level`(number: Int) throws {
    let program = try PresetFiles.program(number)
    let art = try #require(program.articulation)
    let wheel = Connection.Source.cc0 + 1
    let vibrato = art.scale(Connection.Source.vibrato, wheel, to: Connection.Destination.pitch) ?? 0
    let tremolo = art.scale(Connection.Source.lfo, wheel, to: Connection.Destination.gain) ?? 0
    #expect(vibrato > 0 || tremolo > 0)
  }

  @Test func `gains only take away, and every wave nearly fills its 16 bits`() throws {
    let collection = try PresetFiles.bank().collection
    for region in collection.instruments.flatMap(\.regions) { #expect((region.sample?.gain ?? 1) <= 0) }
    for wave in collection.waves {
      let wave = try #require(wave)
      let peak = wave.samples.reduce(0) { max($0, abs($1)) }
      #expect(peak > 0.93 && peak < 0.96, "\(wave.info.name)")
    }
  }
}
