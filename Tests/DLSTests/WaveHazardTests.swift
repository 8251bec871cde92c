// SPDX-License-Identifier: MIT
// Pool tables and waves, right and wrong. Any thread.

import DLS
import Testing

private let second = wave([fmt(rate: 11_025), chunk("data", sound + sound)])
/// Two regions, one for each of the first two cues.
private let both = [instrument([region(), region([rgnh(), wlnk(cue: 1)])])]

private func data(_ collection: Collection) -> [UInt8]? { (collection.waves[0]?.data).map(Array.init) }

/// `fmt ` of an extensible format.
private func extensible(tag: [UInt8], channels: Int = 1, bits: Int = 16, size: Int = 40) -> [UInt8] {
  let base = u16(0xFFFE, channels) + u32(22_050, 44_100) + u16(2, bits, 22, bits) + u32(4)
  return chunk("fmt ", Array((base + tag + hex("0000 1000 8000 00AA 0038 9B71")).prefix(size)))
}

/// Sixteen bytes that are small numbers in every coding.
private let calm: [UInt8] = Array(repeating: 0x3C, count: 16)

/// `ptbl` with entries of eight bytes, the upper half first.
private func wideTable(_ offsets: [(Int, Int)]) -> [UInt8] {
  chunk("ptbl", u32(8, offsets.count) + offsets.flatMap { u32($0.0, $0.1) })
}

private let tableRows: [Hazard] = [
  Hazard("cue to no wave at all", Bank(table: ptbl([0xFFFF_FFFF])), "instrumentSilent", "cueWithoutWave", regions: [0]),
  Hazard(
    "cue beyond the pool", Bank(instruments: both, table: ptbl([0, 5000])), "cueWithoutWave", "cueNotAWave",
    regions: [1]),
  Hazard(
    "cue into the middle of a wave", Bank(instruments: both, table: ptbl([0, 3])), "cueWithoutWave", "cueNotAWave",
    regions: [1]),
  Hazard(
    "cue to a list that is no wave", Bank(instruments: both, waves: [wave(), list("evaw", [fmt()])]),
    "cueWithoutWave", "cueNotAWave", regions: [1]),
  Hazard("two cues to one wave", Bank(instruments: both, table: ptbl([0, 0])), regions: [2]) {
    $0.waves.count == 2 && $0.waves[0] == $0.waves[1]
  },
  Hazard("cues in another order than waves", Bank(waves: [wave(), second], table: ptbl([wave().count, 0]))) {
    $0.waves.map { $0?.sampleRate } == [11_025, 22_050]
  },
  Hazard("no table", Bank(instruments: both, waves: [second, wave()], table: []), "poolTableMissing", regions: [2]) {
    $0.waves.map { $0?.sampleRate } == [11_025, 22_050]
  },
  Hazard("table too short", Bank(table: chunk("ptbl", u32(8))), "chunkTooShort", "poolTableMissing"),
  Hazard("4294967295 cues", Bank(table: ptbl([0], stated: 0xFFFF_FFFF)), "countWrong") { $0.waves.count == 1 },
  Hazard("fewer cues than stand there", Bank(table: ptbl([0, 0, 0], stated: 1))) { $0.waves.count == 1 },
  Hazard("cbSize of ptbl too small", Bank(table: ptbl([0], headerSize: 0)), "recordSizeWrong"),
  Hazard("cbSize of ptbl beyond it", Bank(table: ptbl([0], headerSize: 0x8000_0000)), "recordSizeWrong"),
  Hazard(
    "entries of eight bytes",
    Bank(instruments: both, waves: [wave(), second], table: wideTable([(0, 0), (0, wave().count)])), regions: [2]
  ) { $0.waves.map { $0?.sampleRate } == [22_050, 11_025] },
  Hazard(
    "entries of eight bytes beyond four gigabytes and to no wave",
    Bank(instruments: both, table: wideTable([(1, 0), (0xFFFF_FFFF, 0xFFFF_FFFF)])),
    "instrumentSilent", "cueWithoutWave", "cueWithoutWave", "cueNotAWave", regions: [0]),
  Hazard(
    "a wave whose size swallows the next one",
    Bank(instruments: both, waves: [wave(stated: 500), second], table: ptbl([0, wave().count])), "chunkPastEnd",
    regions: [2]
  ) { $0.waves.map { $0?.frameCount } == [8, 16] },
  Hazard(
    "no pool", bytes: form([list("lins", both), ptbl([0])]),
    ["chunkMissing", "instrumentSilent", "cueOutOfRange", "cueOutOfRange"], regions: [0]),
]

/// A file in which the only wave is missing, for the given reason.
private func missing(_ name: String, _ children: [[UInt8]], _ finding: String = "waveUnplayable") -> Hazard {
  let bank = Bank(
    instruments: [instrument([region([rgnh(), wlnk(cue: 1)]), region()])], waves: [wave(), wave(children)])
  return Hazard(name, bank, "cueWithoutWave", finding) { $0.waves.count == 2 && $0.waves[1] == nil }
}

private let waveRows: [Hazard] = [
  missing("no sound", [fmt(), chunk("data", [])]),
  missing("half a frame", [fmt(), chunk("data", [1])]),
  missing("data missing", [fmt()], "chunkMissing"),
  missing("fmt missing", [chunk("data", sound)], "chunkMissing"),
  missing("fmt too short", [chunk("fmt ", u16(1, 1)), chunk("data", sound)], "chunkTooShort"),
  missing("12 bits", [fmt(bits: 12), chunk("data", sound)]),
  missing("4 bits", [fmt(bits: 4), chunk("data", sound)]),
  missing("no bits", [fmt(bits: 0), chunk("data", sound)]),
  missing("floating point of 16 bits", [fmt(tag: 3, bits: 16), chunk("data", sound)]),
  missing("ADPCM", [fmt(tag: 2, bits: 4), chunk("data", sound)]),
  missing("three channels", [fmt(channels: 3), chunk("data", sound)]),
  missing("65535 channels", [fmt(channels: 0xFFFF), chunk("data", sound)]),
  missing("extensible ADPCM", [extensible(tag: u32(2), bits: 4), chunk("data", sound)]),
  missing("extensible without a known family", [extensible(tag: u32(0x1_0001)), chunk("data", sound)]),
  missing("extensible and too short", [extensible(tag: u32(1), size: 26), chunk("data", sound)]),
  Hazard("rate 0", bank(waveWith: [fmt(rate: 0), chunk("data", sound)]), "valueOutOfRange") {
    $0.waves[0]?.sampleRate == 22_050
  },
  Hazard("rate too low", bank(waveWith: [fmt(rate: 1), chunk("data", sound)]), "valueOutOfRange") {
    $0.waves[0]?.sampleRate == 100
  },
  Hazard("rate too high", bank(waveWith: [fmt(rate: 0xFFFF_FFFF), chunk("data", sound)]), "valueOutOfRange") {
    $0.waves[0]?.sampleRate == 384_000
  },
  Hazard("no channels", bank(waveWith: [fmt(channels: 0), chunk("data", sound)]), "valueOutOfRange") {
    $0.waves[0]?.channelCount == 1
  },
  Hazard(
    "block size and byte rate wrong",
    bank(waveWith: [chunk("fmt ", u16(1, 1) + u32(8000, 7) + u16(0, 16)), chunk("data", sound)])
  ) { $0.waves[0]?.frameCount == 8 },
  Hazard("data before fmt", bank(waveWith: [chunk("data", sound), fmt()])) { data($0) == sound },
  Hazard("half a frame at the end", bank(waveWith: [fmt(), chunk("data", sound + [1])]), "frameIncomplete") {
    data($0) == sound
  },
  Hazard("data cut by the end of the file", bank(waveWith: [fmt(), chunk("data", sound, stated: 99)]), "chunkPastEnd") {
    data($0) == sound
  },
  Hazard(
    "a wave's loop behind its end",
    bank(waveWith: [wsmp(loops: [(0, 2, 100)]), fmt(), chunk("data", sound)]), "loopOutsideWave"
  ) { $0.waves[0]?.sample?.loop?.length == 6 },
]

private let formatRows: [Hazard] = [
  Hazard("8 bits", bank(waveWith: [fmt(bits: 8), chunk("data", sound)])) {
    $0.waves[0]?.format == .unsigned8 && $0.waves[0]?.frameCount == 16
  },
  Hazard("8 bits of odd length", bank(waveWith: [fmt(bits: 8), chunk("data", [0x80, 0xFF, 0x00])])) {
    $0.waves[0]?.frameCount == 3
  },
  Hazard("stereo of 16 bits", bank(waveWith: [fmt(channels: 2), chunk("data", sound)])) {
    $0.waves[0]?.channelCount == 2 && $0.waves[0]?.frameCount == 4
  },
  Hazard("stereo of 8 bits", bank(waveWith: [fmt(channels: 2, bits: 8), chunk("data", sound)])) {
    $0.waves[0]?.frameCount == 8
  },
  Hazard("extensible PCM", bank(waveWith: [extensible(tag: u32(1)), chunk("data", sound)])) {
    $0.waves[0]?.format == .signed16 && data($0) == sound
      && $0.waves[0]?.extent == Wave.Extent(validBits: 16, channelMask: 4)
  },
  Hazard("extensible PCM of 8 bits", bank(waveWith: [extensible(tag: u32(1), bits: 8), chunk("data", sound)])) {
    $0.waves[0]?.format == .unsigned8
  },
  Hazard(
    "fmt of 18 bytes",
    bank(waveWith: [chunk("fmt ", u16(1, 1) + u32(22_050, 44_100) + u16(2, 16, 0)), chunk("data", sound)])
  ) { $0.waves[0]?.frameCount == 8 },
  Hazard(
    "chunks of other programs beside the sound",
    bank(waveWith: [
      fmt(), chunk("fact", u32(8)), chunk("smpl", u32(0, 0)), chunk("data", sound), list("adtl", []),
      chunk("cue ", u32(0)),
    ])
  ) { data($0) == sound },
]

/// Every coding that is played: its tag, its bits, and frames of one channel in the sixteen bytes of sound.
private let playedCodings: [(tag: Int, bits: Int, format: Wave.Format, frames: Int)] = [
  (1, 8, .unsigned8, 16), (1, 16, .signed16, 8), (1, 24, .signed24, 5), (1, 32, .signed32, 4),
  (3, 32, .float32, 4), (3, 64, .float64, 2), (6, 8, .aLaw, 16), (7, 8, .muLaw, 16),
]

@Suite struct WaveHazardTests {
  @Test("a damaged pool table costs the waves that it loses", arguments: tableRows)
  func tables(hazard: Hazard) throws { try hazard.expect() }

  @Test("a damaged wave costs itself at most", arguments: waveRows)
  func waves(hazard: Hazard) throws { try hazard.expect() }

  @Test("the codings of the specification are read", arguments: formatRows)
  func formats(hazard: Hazard) throws { try hazard.expect() }

  @Test("every coding reads plain and extensible, mono and stereo", arguments: playedCodings.indices, [1, 2])
  func codings(row: Int, channels: Int) throws {
    let (tag, bits, format, frames) = playedCodings[row]
    // A third of the sixteen bytes is left over where samples have three bytes.
    let isWhole = 16 % (bits / 8 * channels) == 0
    for coding in [
      fmt(tag: tag, channels: channels, bits: bits), extensible(tag: u32(tag), channels: channels, bits: bits),
    ] {
      let reading = try Collection.read(bank(waveWith: [coding, chunk("data", calm)]).bytes)
      let wave = try #require(reading.collection.waves[0])
      #expect(wave.format == format)
      #expect(wave.channelCount == channels)
      #expect(wave.frameCount == frames / channels)
      #expect(reading.warnings.map(\.kind.code) == (isWhole ? [] : ["frameIncomplete"]))
    }
  }

  @Test func `floating-point samples that are no numbers are counted at their place`() throws {
    let samples: [Float] = [0.5, .nan, -1, .infinity, -1e30, 16, 15.9]
    let bytes = samples.flatMap { u32(Int($0.bitPattern)) }
    let file = bank(waveWith: [fmt(tag: 3, bits: 32), chunk("data", bytes)]).bytes
    let reading = try Collection.read(file)
    #expect(reading.warnings.map(\.kind) == [.samplesUnusable(count: 4)])
    let offset = try #require(reading.warnings.first?.offset)
    #expect(Array(file[offset..<offset + 4]) == u32(Int(Float.nan.bitPattern)))
    let double = [-Double.infinity, 0.25].flatMap { value in (0..<8).map { UInt8(value.bitPattern >> ($0 * 8) & 255) } }
    let wide = try Collection.read(bank(waveWith: [fmt(tag: 3, bits: 64), chunk("data", double)]).bytes)
    #expect(wide.warnings.map(\.kind) == [.samplesUnusable(count: 1)])
  }

  @Test(
    "a wave in a coding that is not played costs itself alone, and says its name",
    arguments: [
      (fmt(tag: 0x55), "MP3 (format tag 0x0055)"), (fmt(tag: 2, bits: 4), "MS ADPCM (format tag 0x0002)"),
      (fmt(tag: 0x11, bits: 4), "IMA ADPCM"), (fmt(tag: 0x9999), "format tag 0x9999"), (fmt(channels: 3), "3 channels"),
      (fmt(bits: 12), "PCM of 12 bits"), (fmt(tag: 3, bits: 16), "floating point of 16 bits"),
    ])
  func unplayed(coding: [UInt8], words: String) throws {
    let odd = wave([coding, chunk("data", sound)])
    let reading = try Collection.read(
      Bank(instruments: [instrument([region([rgnh(), wlnk(cue: 1)]), region()])], waves: [wave(), odd]).bytes)
    #expect(reading.collection.instruments[0].regions.map(\.link.cue) == [0])
    #expect(reading.warnings.contains { $0.path == "wvpl/wave 2" && $0.found.contains(words) }, "\(reading.warnings)")
  }

  @Test func `why a wave is missing stands in the finding`() throws {
    let reading = try Collection.read(bank(waveWith: [fmt(tag: 0x55), chunk("data", sound)]).bytes)
    #expect(reading.warnings.contains { $0.kind == .waveUnplayable(.codec(tag: 0x55)) && $0.path == "wvpl/wave 1" })
    #expect(reading.warnings.contains { $0.description.contains("found MP3 (format tag 0x0055); the wave is missing") })
  }

  @Test func `waves that overlap cost no more than the file`() throws {
    // Headers of waves hidden in each other, each claiming the rest of the pool.
    let count = 4000
    let hidden = (0..<count).flatMap { _ in chunk("junk", ascii("LIST") + u32(0x7FFF_FFFF) + ascii("wave")) }
    let stride = hidden.count / count
    let offsets = (0..<count).map { $0 * stride + 8 }
    let file = form([list("lins", [instrument()]), ptbl(offsets), list("wvpl", [hidden])])
    let clock = ContinuousClock()
    let elapsed = try clock.measure { _ = try Collection.read(file) }
    // Reading each to the end of the pool would take eight million steps.
    #expect(elapsed < .seconds(4))
  }
}
