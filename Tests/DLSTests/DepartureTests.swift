// SPDX-License-Identifier: MIT
// What the standard has otherwise, and no player minds: found at its byte, without a warning. Any thread.

import Testing

@testable import DLS

/// A file and the one thing about it that the standard has otherwise.
private struct Row: Sendable, CustomTestStringConvertible {
  let name: String
  let bank: Bank
  let code: String
  /// What stands at the departure's byte.
  let bytes: [UInt8]

  var testDescription: String { name }

  init(_ name: String, _ bank: Bank, _ code: String, at bytes: [UInt8]) {
    (self.name, self.bank, self.code, self.bytes) = (name, bank, code, bytes)
  }
}

private typealias Source = Connection.Source
private typealias Destination = Connection.Destination

private func art2(_ blocks: [UInt8]...) -> Bank { bank([region()], extras: [list("lar2", [art("art2", blocks)])]) }
private func art1(_ blocks: [UInt8]...) -> Bank { bank([region()], extras: [list("lart", [art("art1", blocks)])]) }
private func level1(_ regions: [UInt8]..., bank: Int = 0, extras: [[UInt8]] = []) -> Bank {
  Bank(instruments: [instrument(regions, bank: bank, extras: extras)])
}
private func rgn(_ keys: (Int, Int), velocities: (Int, Int) = (0, 127), group: Int = 0, _ extras: [[UInt8]] = [])
  -> [UInt8]
{
  region([rgnh(keys: keys, velocities: velocities, keyGroup: group), wlnk()] + extras, type: "rgn ")
}
private func twins(_ masters: [Int]) -> Bank {
  bank(masters.map { region([rgnh(), wlnk(options: $0, phaseGroup: 3)]) })
}
/// Scales of one unit.
private let one = 65_536
private let drums = 0x8000_0000

private let structureRows = [
  Row("colh missing", Bank(header: []), "chunkMissing", at: ascii("RIFF")),
  Row(
    "lrgn missing", Bank(instruments: [instrument(), list("ins ", [insh(regions: 0, program: 1)])]), "chunkMissing",
    at: ascii("LIST")),
  Row("lar2 without art2", bank([region()], extras: [list("lar2", [])]), "chunkMissing", at: ascii("LIST")),
  Row("two wsmp in a region", bank(regionWith: [wsmp(), wsmp()]), "chunkRepeated", at: ascii("wsmp")),
  Row("two INFO lists", Bank(suffix: [list("INFO", []), list("INFO", [])]), "chunkRepeated", at: ascii("LIST")),
  Row(
    "data before fmt", bank(waveWith: [chunk("data", sound), fmt()]), "dataBeforeFormat", at: Array(sound.prefix(4))),
  Row(
    "no pad at the end of a list",
    Bank(suffix: [list("INFO", [chunk("INAM", [0x41, 0x42, 0], isPadded: false)])]), "padMissingAtEnd",
    at: []),
  Row("NUL as an identifier", Bank(prefix: [Array(repeating: 0, count: 8)]), "identifierUnprintable", at: u32(0, 0)),
  Row("cCues too small", Bank(table: ptbl([0, 0, 0], stated: 1)), "countTooSmall", at: u32(1)),
  Row(
    "cConnectionBlocks too small",
    bank([region()], extras: [list("lar2", [art("art2", [block(0, 0, 0x209), block(0, 0, 0x206)], stated: 1)])]),
    "countTooSmall", at: u32(1)),
  Row(
    "a text without its NUL", Bank(suffix: [list("INFO", [chunk("INAM", ascii("ab"))])]), "textUnterminated",
    at: ascii("INAM")),
  Row(
    "a tag in small letters", Bank(suffix: [list("INFO", [chunk("inam", ascii("a\0"))])]), "tagNotCapital",
    at: ascii("inam")),
  Row("info in small letters", Bank(suffix: [list("info", [])]), "tagNotCapital", at: ascii("LIST")),
]

private let regionRows = [
  Row("reserved options of rgnh", bank([region([rgnh(options: 2), wlnk()])]), "reservedBits", at: u16(2)),
  Row("reserved options of wlnk", bank([region([rgnh(), wlnk(options: 4)])]), "reservedBits", at: u16(4)),
  Row("reserved speakers", bank([region([rgnh(), wlnk(channels: 0x8_0000)])]), "reservedBits", at: u32(0x8_0000)),
  Row("reserved options of wsmp", bank(regionWith: [wsmp(options: 4)]), "reservedBits", at: u32(4)),
  Row("no speaker", bank([region([rgnh(), wlnk(channels: 0)])]), "value", at: u32(0)),
  Row("key group beyond 15", bank([region([rgnh(keyGroup: 16), wlnk()])]), "value", at: u16(16)),
  Row("velocities 0 to 0", bank([region([rgnh(velocities: (0, 0)), wlnk()])]), "value", at: u16(0)),
  Row("loop type 2", bank(regionWith: [wsmp(loops: [(2, 0, 8)])]), "value", at: u32(2)),
  Row("cbSize of a loop", bank(regionWith: [wsmp(loops: [(0, 0, 8)], loopSize: 12)]), "value", at: u32(12)),
  Row("a phase group without a master", twins([0, 0]), "phaseMasters", at: ascii("LIST")),
  Row("a phase group of two masters", twins([1, 1]), "phaseMasters", at: ascii("LIST")),
  Row(
    "nBlockAlign", bank(waveWith: [chunk("fmt ", u16(1, 1) + u32(8000, 16_000) + u16(7, 16)), chunk("data", sound)]),
    "value", at: u16(7)),
  Row(
    "nAvgBytesPerSec", bank(waveWith: [chunk("fmt ", u16(1, 1) + u32(8000, 9) + u16(2, 16)), chunk("data", sound)]),
    "value", at: u32(9)),
  Row("a stereo wave", bank(waveWith: [fmt(channels: 2), chunk("data", sound)]), "waveFormat", at: u16(1, 2)),
  Row("a µ-law wave", bank(waveWith: [fmt(tag: 7, bits: 8), chunk("data", sound)]), "waveFormat", at: u16(7)),
]

private let levelRows = [
  Row(
    "lart in rgn2", bank(regionWith: [list("lart", [art("art1", [block(0, 0, 0x209)])])]), "wrongLevel",
    at: ascii("LIST")),
  Row("art1 in lar2", bank([region()], extras: [list("lar2", [art("art1", [])])]), "wrongLevel", at: ascii("art1")),
  Row("art2 in lart", bank([region()], extras: [list("lart", [art("art2", [])])]), "wrongLevel", at: ascii("art2")),
  Row("velocities in Level 1", level1(rgn((0, 127), velocities: (1, 127))), "level1.velocityRange", at: ascii("LIST")),
  Row(
    "17 regions of Level 1", Bank(instruments: [instrument((0..<17).map { rgn(($0, $0)) })]), "level1.regionCount",
    at: ascii("LIST")),
  Row("regions of Level 1 over each other", level1(rgn((0, 60)), rgn((60, 90))), "level1.overlap", at: ascii("LIST")),
  Row("a drum of several keys in Level 1", level1(rgn((60, 61)), bank: drums), "level1.drumKeys", at: ascii("LIST")),
  Row(
    "a key group in a melodic instrument of Level 1", level1(rgn((0, 127), group: 1)), "level1.keyGroup",
    at: ascii("LIST")),
  Row(
    "a melodic region's own articulation in Level 1", level1(rgn((0, 127), [articulation("lart")])),
    "level1.localArticulation", at: ascii("LIST")),
  Row(
    "one articulation for a drum set of Level 1", level1(rgn((60, 60)), bank: drums, extras: [articulation("lart")]),
    "level1.globalArticulation", at: ascii("LIST")),
]

private let connectionRows = [
  Row("a reserved destination", art2(block(0, 0, 0x208)), "reservedDestination", at: u16(0x208)),
  Row(
    "poly pressure to pitch", art2(block(Source.polyPressure, 0, Destination.pitch, scale: one)), "connectionUnlisted",
    at: u16(7, 0, 3)),
  Row("a constant gain", art2(block(0, 0, Destination.gain, scale: one)), "connectionUnlisted", at: u16(0, 0, 1)),
  Row(
    "a filter in Level 1", art1(block(0, 0, Destination.filterCutoff, scale: 0x1600_0000)), "connectionUnlisted",
    at: u16(0, 0, 0x500)),
  Row(
    "volume to gain", art2(block(Source.cc0 + 7, 0, Destination.gain, transform: 0x8400, scale: -960 * one)),
    "connectionImplied", at: u16(0x87, 0, 1)),
  Row(
    "velocity to gain in Level 1",
    art1(block(Source.keyOnVelocity, 0, Destination.gain, transform: 1, scale: -960 * one)), "connectionImplied",
    at: u16(2, 0, 1)),
  Row(
    "an LFO without its polarity", art2(block(Source.lfo, 0, Destination.pitch, scale: one)), "transform", at: u16(0)),
  Row(
    "an output transform", art2(block(Source.eg2, 0, Destination.pitch, transform: 2, scale: one)), "reservedBits",
    at: u16(2)),
  Row(
    "a curve that nobody knows", art2(block(Source.eg2, 0, Destination.pitch, transform: 0x1000, scale: one)),
    "reservedBits", at: u16(0x1000)),
  Row(
    "an LFO that is too slow", art2(block(0, 0, Destination.lfoFrequency, scale: -17_078 * one)), "scale",
    at: u32(-17_078 * one)),
  Row(
    "an LFO of 20 Hz in Level 1", art1(block(0, 0, Destination.lfoFrequency, scale: 0x060C_AE9B)), "scale",
    at: u32(0x060C_AE9B)),
  Row(
    "an attack of more than 40 s", art2(block(0, 0, Destination.eg1Attack, scale: 7000 * one)), "scale",
    at: u32(7000 * one)),
  Row(
    "a filter below 200 Hz", art2(block(0, 0, Destination.filterCutoff, scale: 5000 * one)), "scale",
    at: u32(5000 * one)),
  Row(
    "more than 22.5 dB of resonance", art2(block(0, 0, Destination.filterQ, scale: 280 * one)), "scale",
    at: u32(280 * one)),
  Row(
    "half of velocity", art2(block(Source.keyOnVelocity, 0, Destination.gain, transform: 0x8400, scale: -480 * one)),
    "scale", at: u32(-480 * one)),
]

/// Connections at the bounds of the tables, and what is allowed beyond them.
private let allowed = [
  block(0, 0, Destination.lfoFrequency, scale: 0x060C_AE9B),
  block(0, 0, Destination.lfoStartDelay, scale: -0x8000_0000),
  block(0, 0, Destination.eg1Attack, scale: 0x18F2_5050), block(0, 0, Destination.eg1Attack, scale: -0x8000_0000),
  block(0, 0, Destination.filterCutoff, scale: 0x7FFF_FFFF), block(0, 0, Destination.filterCutoff, scale: 0x159F_0000),
  block(0, 0, Destination.eg1Sustain, scale: 1000 * one), block(0, 0, Destination.pan, scale: -500 * one),
  block(Source.keyOnVelocity, 0, Destination.gain, transform: 0x8400, scale: 0),
  block(Source.keyOnVelocity, 0, Destination.gain, transform: 0x8400, scale: -960 * one),
  block(Source.lfo, Source.cc0 + 1, Destination.pitch, transform: 0x4000, scale: -1200 * one),
  block(Source.vibrato, Source.channelPressure, Destination.pitch, transform: 0x4000, scale: 1200 * one),
  block(Source.keyNumber, 0, Destination.pitch, scale: 6400 * one),
  block(Source.eg2, 0, Destination.filterCutoff, scale: 12_800 * one),
]

@Suite struct DepartureTests {
  private func expect(_ row: Row) throws {
    let file = row.bank.bytes
    let reading = try Collection.read(file)
    #expect(reading.departures.map(\.kind.code) == [row.code], "\(reading.departures)")
    let departure = try #require(reading.departures.first)
    #expect(
      Array(file[departure.offset..<min(file.count, departure.offset + row.bytes.count)]) == row.bytes, "\(departure)")
    #expect(departure.description.hasPrefix("offset \(departure.offset)"))
    let first = try #require(reading.firstDeparture)
    #expect(first.offset <= departure.offset)
  }

  @Test("chunks that are not as the grammar has them", arguments: structureRows)
  private func structure(row: Row) throws { try expect(row) }

  @Test("fields of regions and waves that are not of the standard", arguments: regionRows)
  private func regions(row: Row) throws { try expect(row) }

  @Test("what Level 1 has otherwise", arguments: levelRows)
  private func levels(row: Row) throws { try expect(row) }

  @Test("connections that are not in the tables", arguments: connectionRows)
  private func connections(row: Row) throws { try expect(row) }

  @Test("what the tables allow is no departure", arguments: allowed)
  func bounds(connection: [UInt8]) throws {
    let reading = try Collection.read(art2(connection).bytes)
    #expect(reading.departures.isEmpty)
    #expect(reading.firstDeparture == nil)
  }

  @Test func `a file as it should be has nothing to say`() throws {
    #expect(try Collection.read(Bank().bytes).firstDeparture == nil)
    #expect(try Collection.read(minimalFile).firstDeparture == nil)
    let pair = bank([
      region([rgnh(), wlnk(options: 1, phaseGroup: 1)]), region([rgnh(), wlnk(phaseGroup: 1, channels: 2)]),
    ])
    #expect(try Collection.read(pair.bytes).firstDeparture == nil)
  }

  @Test func `chunks of makers and conditions are allowed`() throws {
    let never = u16(0x10) + u32(0)
    let file = bank([region(), region([rgnh(), wlnk(), chunk("cdl ", never)])])
    #expect(try Collection.read(file.bytes).firstDeparture == nil)
    let makers = Bank(prefix: [chunk("msyn", [1, 0, 0, 0]), chunk("cdl ", never)], suffix: [list("dmpr", [])])
    #expect(try Collection.read(makers.bytes).firstDeparture == nil)
  }

  @Test func `the first departure is the first of the file, whether it changes the sound or not`() throws {
    let keyGroup = region([rgnh(keyGroup: 99), wlnk()])
    let empty = region([rgnh(keys: (9, 3)), wlnk()])
    let first = try #require(try Collection.read(bank([keyGroup, empty]).bytes).firstDeparture)
    #expect(first.sentence.contains("usKeyGroup"))
    let second = try #require(try Collection.read(bank([region(), empty, keyGroup]).bytes).firstDeparture)
    #expect(second.sentence.contains("RangeKey"))
    #expect(second.sentence.hasPrefix("offset \(second.offset) (lins/ins 1/rgn2 2)"))
  }

  @Test func `departures beyond the limit are counted, not kept`() throws {
    let reading = try Collection.read(bank(Array(repeating: region([rgnh(keyGroup: 99), wlnk()]), count: 1200)).bytes)
    #expect(reading.departures.count == 1000)
    #expect(reading.omittedDepartureCount == 200)
    #expect(reading.warnings.isEmpty)
  }
}
