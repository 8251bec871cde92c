// SPDX-License-Identifier: MIT
// Damaged SoundFonts: what is usable stays, and the rest has a finding. Any thread.

import DLS
import Testing

/// A font with one thing changed.
private func font(_ change: (inout Font) -> Void) -> Font {
  var font = Font()
  change(&font)
  return font
}

/// Three presets of one zone each.
private let threePresets = font { font in
  font.presets = (0..<3).map { FontOwner(name: "\($0)", program: $0, zones: [FontZone([(41, 0)])]) }
}

/// The same, with `wPresetBagNdx` of one of them replaced.
private func threePresets(_ number: Int, bag: Int) -> Font {
  var font = threePresets
  var records = (0..<4).flatMap {
    Array("\($0)".utf8) + Array(repeating: UInt8(0), count: 19) + u16($0, 0, $0) + u32(0, 0, 0)
  }
  records.replaceSubrange(number * 38 + 24..<number * 38 + 26, with: u16(bag))
  font.replacements["phdr"] = records
  return font
}

private let structureRows = [
  SoundFontHazard("RIFF size zero", bytes: Array(Font().bytes[..<4]) + u32(0) + Font().bytes[8...], ["formSizeWrong"]),
  SoundFontHazard(
    "RIFF size too large", bytes: Array(Font().bytes[..<4]) + u32(0xFFFF_FFFF) + Font().bytes[8...], ["formSizeWrong"]),
  SoundFontHazard("bytes behind the form", bytes: Font().bytes + [1, 2, 3], ["bytesAfterForm"]),
  SoundFontHazard(
    "a pad byte forgotten", bytes: Font(prefix: [chunk("junk", [1], isPadded: false)]).bytes, ["padMissing"]),
  SoundFontHazard(
    "unknown chunks everywhere", Font(prefix: [chunk("junk", [1, 2]), list("abcd", [])], suffix: [chunk("junk", [])])),
  SoundFontHazard("stray bytes", Font(suffix: [[1, 2, 3, 4]]), "strayBytes"),
  SoundFontHazard("no INFO", font { $0.missing = ["INFO"] }, "chunkMissing"),
  SoundFontHazard("no ifil", font { $0.info = [chunk("isng", [0, 0]), chunk("INAM", [0, 0])] }, "chunkMissing") {
    $0.version == SoundFont.Version(major: 2, minor: 1)
  },
  SoundFontHazard(
    "neither isng nor INAM", font { $0.info = [chunk("ifil", u16(2, 4))] }, "chunkMissing", "chunkMissing"),
  SoundFontHazard(
    "ifil too short", font { $0.info = [chunk("ifil", [2, 0]), chunk("isng", [0, 0]), chunk("INAM", [0, 0])] },
    "chunkTooShort"),
  SoundFontHazard("version 7", font { $0.version = (7, 0) }, "versionUnknown") { $0.version.major == 7 },
  SoundFontHazard("no modulators at all", font { $0.missing = ["pmod", "imod"] }, "chunkMissing", "chunkMissing"),
  SoundFontHazard(
    "empty modulator chunks", font { $0.replacements = ["pmod": [], "imod": []] }, "closingRecordMissing",
    "closingRecordMissing"),
  SoundFontHazard(
    "a record and a half", font { $0.replacements = ["imod": Array(repeating: 0, count: 15)] }, "recordIncomplete"),
  SoundFontHazard(
    "generators without a closing record", font { $0.replacements = ["igen": u16(53, 0)] }, "closingRecordMissing"),
  SoundFontHazard(
    "generators that nobody owns", font { $0.replacements = ["igen": u16(53, 0, 48, 1, 0, 0)] }, "recordsUnused"
  ) {
    $0.instruments[0].zones.count == 1
  },
  SoundFontHazard("an index beyond the zones", threePresets(1, bag: 0xFFFF), "indexOutOfOrder") {
    $0.presets.map(\.name) == ["0", "2"]
  },
  SoundFontHazard("an index that goes back", threePresets(2, bag: 0), "indexOutOfOrder") {
    $0.presets.map(\.name) == ["0", "1"]
  },
  SoundFontHazard("an index that leaps ahead", threePresets(1, bag: 3), "indexOutOfOrder") {
    $0.presets.map(\.name) == ["0", "2"]
  },
  SoundFontHazard("a closing index beyond the zones", threePresets(3, bag: 9), "indexOutOfOrder") {
    $0.presets.count == 3
  },
]

private let presetsRows = [
  SoundFontHazard(
    "the same address twice",
    font { $0.presets = [5, 6, 5].map { FontOwner(name: "p", bank: 128, program: $0, zones: [FontZone([(41, 0)])]) } },
    "duplicatePreset"
  ) { $0.presets.map(\.program) == [5, 6, 5] },
  SoundFontHazard(
    "addresses out of reach",
    font {
      $0.presets = [(128, 127), (129, 0), (0, 128)].map {
        FontOwner(bank: $0.0, program: $0.1, zones: [FontZone([(41, 0)])])
      }
    },
    "presetOutOfReach", "presetOutOfReach"
  ) { $0.presets.count == 3 },
  SoundFontHazard("a preset without zones", font { $0.presets.insert(FontOwner(zones: []), at: 0) }, "presetSilent") {
    $0.presets.count == 1
  },
  SoundFontHazard(
    "an instrument without zones, and a preset that names it",
    font {
      $0.instruments.append(FontOwner(name: "silent", zones: []))
      $0.presets.append(FontOwner(program: 1, zones: [FontZone([(41, 1)]), FontZone([(41, 0)])]))
    }, "instrumentSilent"
  ) { $0.instruments.count == 2 && $0.presets[1].zones.map(\.target) == [0] },
]

private let samplesRows = [
  SoundFontHazard(
    "the start behind the end", Font(samples: [FontSample(start: 40, end: 30), FontSample()]), "sampleEmpty"
  ) {
    $0.samples.map(\.range) == [0..<0, 0..<64] && $0.instruments[0].zones.map(\.target) == [1]
  },
  SoundFontHazard("a sample of no length", Font(samples: [FontSample(start: 8, end: 8), FontSample()]), "sampleEmpty"),
  SoundFontHazard(
    "a sample behind the data", Font(samples: [FontSample(start: 128, end: 0xFFFF_FFFF), FontSample()]), "sampleEmpty"),
  SoundFontHazard("an end behind the data", Font(samples: [FontSample(end: 0xFFFF_FFFF)]), "sampleCut") {
    $0.samples[0].range == 0..<128
  },
  SoundFontHazard("a rate of zero", Font(samples: [FontSample(rate: 0)]), "sampleField") { $0.samples[0].rate == 400 },
  SoundFontHazard("a rate beyond all", Font(samples: [FontSample(rate: 0xFFFF_FFFF)]), "sampleField") {
    $0.samples[0].rate == 384_000
  },
  SoundFontHazard("a key of 200", Font(samples: [FontSample(key: 200)]), "sampleField") {
    $0.samples[0].originalKey == 60
  },
  SoundFontHazard("a type of two sides", Font(samples: [FontSample(type: 3)]), "sampleField"),
  SoundFontHazard("compressed in version 2", Font(samples: [FontSample(type: 0x11)]), "sampleField") {
    !$0.samples[0].isCompressed
  },
  SoundFontHazard(
    "samples in ROM", Font(samples: [FontSample(type: 0x8001), FontSample(type: 0x8002), FontSample()]), "samplesInROM"
  ) { $0.samples.map(\.isROM) == [true, true, false] && $0.instruments[0].zones.map(\.target) == [2] },
  SoundFontHazard("a loop behind the end", Font(samples: [FontSample(loopEnd: 80)]), "loopOutside") {
    $0.samples[0].loopEnd == 80
  },
  SoundFontHazard("a loop before the start", Font(samples: [FontSample(start: 10, loopStart: 0)]), "loopOutside"),
  SoundFontHazard("a loop of no length", Font(samples: [FontSample(loopStart: 20, loopEnd: 20)]), "loopOutside"),
  SoundFontHazard("a loop that nobody plays", Font([(54, 2)]).with { $0.samples[0].loopEnd = 1000 }),
  SoundFontHazard("a loop that offsets make whole", Font([(54, 3), (3, -8)]).with { $0.samples[0].loopEnd = 72 }),
  SoundFontHazard("a loop that offsets lead out", Font([(54, 1), (50, 1)]), "loopOutside"),
  SoundFontHazard(
    "a loop mode in the global zone", Font(instrument: [FontZone([(54, 1), (50, 1)]), FontZone([(53, 0)])]),
    "loopOutside"),
  SoundFontHazard(
    "stereo links that lead nowhere, back or to the same side",
    Font(samples: [
      FontSample(link: 9, type: 2), FontSample(link: 0, type: 4), FontSample(link: 3, type: 4),
      FontSample(link: 2, type: 4),
    ]),
    "stereoLinksBroken"
  ) { $0.samples.count == 4 },
  SoundFontHazard("a link of a mono sample", Font(samples: [FontSample(link: 9)])),
  SoundFontHazard("linked samples", Font(samples: [FontSample(link: 1, type: 8), FontSample(link: 0, type: 8)])),
]

private let lowBytesRows = [
  SoundFontHazard("24 bits", font { $0.lowBytes = Array(repeating: 1, count: 128) }) { $0.lowSampleData?.count == 128 },
  SoundFontHazard(
    "24 bits of an odd number of points",
    font { ($0.sound, $0.lowBytes) = (Array(repeating: 1, count: 150), Array(repeating: 1, count: 75)) }
  ) {
    $0.lowSampleData?.count == 75
  },
  SoundFontHazard(
    "the same with its pad byte counted",
    font { ($0.sound, $0.lowBytes) = (Array(repeating: 1, count: 150), Array(repeating: 1, count: 76)) }
  ) {
    $0.lowSampleData?.count == 75
  },
  SoundFontHazard("sm24 too short", font { $0.lowBytes = Array(repeating: 1, count: 126) }, "lowBytesIgnored") {
    $0.lowSampleData == nil
  },
  SoundFontHazard("sm24 too long", font { $0.lowBytes = Array(repeating: 1, count: 129) }, "lowBytesIgnored") {
    $0.lowSampleData == nil
  },
  SoundFontHazard(
    "sm24 in version 2.01", font { ($0.version, $0.lowBytes) = ((2, 1), Array(repeating: 1, count: 128)) },
    "lowBytesIgnored"
  ) {
    $0.lowSampleData == nil
  },
]

@Suite struct SoundFontHazardTests {
  @Test("a damaged structure costs what it holds", arguments: structureRows)
  func structure(hazard: SoundFontHazard) throws { try hazard.expect() }

  @Test("presets and instruments are found, or not", arguments: presetsRows)
  func presets(hazard: SoundFontHazard) throws { try hazard.expect() }

  @Test("samples are used as far as they are there", arguments: samplesRows)
  func samples(hazard: SoundFontHazard) throws { try hazard.expect() }

  @Test("low bytes count where they belong to high ones", arguments: lowBytesRows)
  func lowBytes(hazard: SoundFontHazard) throws { try hazard.expect() }

  @Test func `without samples there is no font`() {
    var font = Font()
    font.missing = ["sdta"]
    #expect { try readFont(font.bytes) } throws: {
      "\($0)".contains("expected \"smpl\", found none; no sample can sound")
    }
    font = Font()
    (font.missing, font.lowBytes) = (["smpl"], [1])
    #expect(throws: CollectionError.self) { try readFont(font.bytes) }
  }

  @Test func `a bank of ROM samples says so`() {
    let font = Font(samples: [FontSample(type: 0x8001)])
    #expect { try readFont(font.bytes) } throws: { "\($0)".contains("found 1 sample in the ROM of a sound card") }
  }

  @Test func `overlapping lists are not read twice`() throws {
    // Each second preset claims all zones: were they read each time, 2000 zones would become a million.
    var font = Font()
    font.presets = [FontOwner(zones: Array(repeating: FontZone([(41, 0)]), count: 2000))]
    var records: [UInt8] = []
    for number in 0...2000 {
      let firstZone = number == 2000 || number % 2 == 1 ? 2000 : 0
      records += [UInt8](repeating: 65, count: 20)
      records += u16(0, 0, firstZone)
      records += u32(0, 0, 0)
    }
    font.replacements["phdr"] = records
    font.sound = Array(repeating: 0, count: 256 * 2500)
    let reading = try readFont(font.bytes)
    #expect(reading.soundFont.presets.reduce(0) { $0 + $1.zones.count } == 2000)
    #expect(reading.warnings.count >= 999)
  }

  @Test func `chunks that mean nothing are counted`() throws {
    let reading = try readFont(
      Font(prefix: [chunk("junk", [1, 2]), list("abcd", [])], suffix: [chunk("junk", [])]).bytes)
    #expect(reading.ignoredChunks.map { "\($0.identifier) \($0.count)" } == ["abcd 1", "junk 2"])
  }
}

extension Font {
  /// The same with one thing changed.
  func with(_ change: (inout Font) -> Void) -> Font {
    var font = self
    change(&font)
    return font
  }
}
