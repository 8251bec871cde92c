// SPDX-License-Identifier: MIT
// Makes SoundFont files, right or wrong ones. Any thread.

/// A record of `pmod` or `imod`.
func modulator(
  _ source: Int, _ destination: Int, _ amount: Int = 100, by amountSource: Int = 0, transform: Int = 0
) -> [UInt8] {
  u16(source, destination, amount, amountSource, transform)
}

/// A zone by its records.
struct FontZone {
  /// Generators as (number, amount).
  var generators: [(Int, Int)]
  /// Records of ten bytes.
  var modulators: [[UInt8]] = []

  /// Generators, and modulators.
  init(_ generators: [(Int, Int)], _ modulators: [[UInt8]] = []) {
    self.generators = generators
    self.modulators = modulators
  }
}

/// A preset or an instrument.
struct FontOwner {
  var name = "Owner"
  var bank = 0
  var program = 0
  var zones: [FontZone]
}

/// A record of `shdr`.
struct FontSample {
  var name = "Sample"
  var start = 0
  var end = 64
  var loopStart = 8
  var loopEnd = 56
  var rate = 44_100
  var key = 60
  var correction = 0
  var link = 0
  var type = 1

  var bytes: [UInt8] {
    characters(name) + u32(start, end, loopStart, loopEnd, rate) + [UInt8(key), UInt8(truncatingIfNeeded: correction)]
      + u16(link, type)
  }
}

/// Twenty characters, filled up with NULs.
private func characters(_ name: String) -> [UInt8] { Array((ascii(name) + Array(repeating: 0, count: 20))[..<20]) }

/// A file of which each part may be replaced; indices and sizes are right unless they are given.
struct Font {
  var presets = [FontOwner(name: "Preset", zones: [FontZone([(41, 0)])])]
  var instruments = [FontOwner(name: "Instrument", zones: [FontZone([(53, 0)])])]
  var samples = [FontSample()]
  /// Sample points of `smpl`, or its bytes.
  var sound =
    u16(
      0, 11_585, 16_384, 11_585, 0, -11_585, -16_384, -11_585) + Array(repeating: UInt8(0), count: 240)
  /// Children of `LIST INFO`; nil for the three that must be there.
  var info: [[UInt8]]?
  var version = (2, 4)
  /// The content of `sm24`.
  var lowBytes: [UInt8]?
  /// Contents of chunks of `pdta` in place of the right ones.
  var replacements: [String: [UInt8]] = [:]
  /// Chunks and lists that are left out.
  var missing: Set<String> = []
  /// At the beginning and end of the form.
  var prefix: [[UInt8]] = []
  var suffix: [[UInt8]] = []

  /// The file.
  var bytes: [UInt8] {
    let info =
      self.info ?? [
        chunk("ifil", u16(version.0, version.1)), chunk("isng", ascii("EMU8000\0")), chunk("INAM", ascii("Font\0")),
      ]
    let sounds =
      [chunk("smpl", sound)].filter { _ in !missing.contains("smpl") } + (lowBytes.map { [chunk("sm24", $0)] } ?? [])
    let lists = [("INFO", info), ("sdta", sounds), ("pdta", recordChunks)].filter { !missing.contains($0.0) }
    return form(prefix + lists.map { list($0.0, $0.1) } + suffix, type: "sfbk")
  }

  private var recordChunks: [[UInt8]] {
    let (phdr, preset) = (owners(presets, closing: "EOP", isPreset: true), zones(presets))
    let (inst, instrument) = (owners(instruments, closing: "EOI", isPreset: false), zones(instruments))
    let shdr = samples.flatMap(\.bytes) + characters("EOS") + Array(repeating: 0, count: 26)
    let contents = [
      ("phdr", phdr), ("pbag", preset.bags), ("pmod", preset.modulators), ("pgen", preset.generators), ("inst", inst),
      ("ibag", instrument.bags), ("imod", instrument.modulators), ("igen", instrument.generators), ("shdr", shdr),
    ]
    return contents.filter { !missing.contains($0.0) }.map { chunk($0.0, replacements[$0.0] ?? $0.1) }
  }

  private func owners(_ owners: [FontOwner], closing: String, isPreset: Bool) -> [UInt8] {
    var index = 0
    var bytes: [UInt8] = []
    for owner in owners + [FontOwner(name: closing, zones: [])] {
      bytes += characters(owner.name) + (isPreset ? u16(owner.program, owner.bank) : []) + u16(index)
      bytes += isPreset ? u32(0, 0, 0) : []
      index += owner.zones.count
    }
    return bytes
  }

  private func zones(_ owners: [FontOwner]) -> (bags: [UInt8], generators: [UInt8], modulators: [UInt8]) {
    var (bags, generators, modulators): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    for zone in owners.flatMap(\.zones) + [FontZone([])] {
      bags += u16(generators.count / 4, modulators.count / 10)
      generators += zone.generators.flatMap { u16($0.0, $0.1) }
      modulators += zone.modulators.flatMap(\.self)
    }
    return (bags, generators + u16(0, 0), modulators + Array(repeating: 0, count: 10))
  }
}

extension Font {
  /// A file whose only instrument has these zones.
  init(instrument zones: [FontZone]) { instruments[0].zones = zones }

  /// A file whose only instrument has one zone with these generators before its sample.
  init(_ generators: [(Int, Int)], _ modulators: [[UInt8]] = []) {
    self.init(instrument: [FontZone(generators + [(53, 0)], modulators)])
  }

  /// A file whose only preset has these zones.
  init(preset zones: [FontZone]) { presets[0].zones = zones }

  /// A file with these samples, each in a zone of its own that plays its loop.
  init(samples: [FontSample]) {
    self.samples = samples
    instruments[0].zones = samples.indices.map { FontZone([(54, 1), (53, $0)]) }
  }
}

/// A font in which every rule has something to do: two presets, drums, global zones, links, stereo.
let richFont: [UInt8] = {
  var font = Font()
  font.samples = [
    FontSample(name: "left", type: 4),
    FontSample(name: "right", start: 64, end: 120, loopStart: 72, loopEnd: 112, type: 2),
    FontSample(name: "twenty characters ok", key: 255, correction: -12),
  ]
  font.samples[0].link = 1
  font.instruments = [
    FontOwner(
      name: "Stereo",
      zones: [
        FontZone([(43, 0x7F00), (38, 1200), (54, 1)], [modulator(0x0502, 48, 960)]),
        FontZone([(43, 0x3C00), (44, 0x7F00), (17, -500), (54, 1), (53, 0)]),
        FontZone(
          [(44, 0x7F40), (17, 500), (54, 3), (2, 4), (53, 1)], [modulator(0x81, 0x8001), modulator(0x7F, 5, 50)]),
      ]),
    FontOwner(name: "Drum", zones: [FontZone([(57, 1), (46, 60), (34, -32_768), (53, 2)])]),
  ]
  font.presets = [
    FontOwner(
      name: "Piano",
      zones: [
        FontZone([(8, -1000)], [modulator(0x020E, 52, 12, by: 0x10)]), FontZone([(51, -12), (41, 0)]),
        FontZone([(41, 1)]),
      ]),
    FontOwner(name: "Kit", bank: 128, program: 1, zones: [FontZone([(43, 0x3030), (41, 1)])]),
  ]
  font.sound = (0..<128).flatMap { u16(($0 % 16) * 2000 - 16_000) }
  font.lowBytes = (0..<128).map { UInt8($0) }
  return font.bytes
}()
