// SPDX-License-Identifier: MIT
// Reads the smallest file and builds it. Any thread.

import DLS
import Testing

@Suite struct MinimalFileTests {
  @Test func `the smallest file reads without a finding`() throws {
    #expect(minimalFile.count == 308)
    let reading = try Collection.read(minimalFile)
    #expect(reading.warnings.isEmpty)
    #expect(reading.isForThisDevice)
    #expect(reading.ignoredChunks.isEmpty)
    #expect(reading.excludedLists == 0)

    let instrument = try #require(reading.collection.instruments.first)
    #expect(reading.collection.instruments.count == 1)
    #expect(instrument.address == Instrument.Address(bankMSB: 0, bankLSB: 0, program: 0, isDrum: false))
    let releaseHalfASecond = Connection(
      source: 0, control: 0, destination: Connection.Destination.eg1Release, transform: 0, scale: -1200 * 65_536)
    #expect(instrument.articulation == [releaseHalfASecond])
    #expect(releaseHalfASecond.quantity == Connection.Quantity(value: 0.5, unit: .seconds))
  }

  @Test func `the smallest file has one region over everything`() throws {
    let collection = try Collection.read(minimalFile).collection
    let region = try #require(collection.instruments.first?.regions.first)
    #expect(region.keys == 0...127)
    #expect(region.velocities == 0...127)
    #expect(region.link == WaveLink(cue: 0))
    #expect(region.isLevel2)
    #expect(region.articulation == nil)
    #expect(region.layer == nil)
    #expect(region.sample?.unityNote == 60)
    #expect(region.sample?.loop == SampleParameters.Loop(kind: .forward, start: 0, length: 8))
  }

  @Test func `the wave of the smallest file is a slice of it`() throws {
    let wave = try #require(try Collection.read(minimalFile).collection.waves.first ?? nil)
    #expect(wave.format == .signed16)
    #expect(wave.sampleRate == 22_050)
    #expect(wave.channelCount == 1)
    #expect(wave.frameCount == 8)
    #expect(wave.data.indices == 292..<308)
    #expect(Array(wave.data) == sound)
    #expect(wave.sample == nil)
    let isShared = unsafe minimalFile.withUnsafeBytes { file in
      unsafe wave.data.withUnsafeBytes { data in unsafe data.baseAddress == file.baseAddress.map { unsafe $0 + 292 } }
    }
    #expect(isShared, "the wave is a copy")
  }

  @Test func `the builder makes the smallest file byte for byte`() {
    let looped = region([rgnh(), wsmp(loops: [(0, 0, 8)]), wlnk()])
    let bank = Bank(instruments: [instrument([looped], extras: [articulation(scale: -1200 * 65_536)])])
    #expect(bank.bytes == minimalFile)
  }

  @Test func `a file inside another one reads with the outer offsets`() throws {
    let outer = Array(repeating: UInt8(0x55), count: 88) + minimalFile + [1, 2, 3]
    let reading = try Collection.read(outer[88..<396])
    #expect(reading.warnings.isEmpty)
    #expect(reading.collection == (try Collection.read(minimalFile).collection))
    #expect(reading.collection.waves.first??.data.indices == 380..<396)
    let damaged = try Collection.read(outer[88..<390])
    #expect(damaged.warnings.first?.offset == 92)
  }
}
