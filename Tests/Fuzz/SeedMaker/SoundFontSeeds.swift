// SPDX-License-Identifier: MIT
// Seeds of the SoundFont target: every generator, every kind of modulator and sample. One thread.

/// Forty frames of 16 bits and the silence behind them.
private let wave = u16((0..<40).map { $0 % 10 < 5 ? 9000 : -9000 }) + [UInt8](repeating: 0, count: 92)
private let looped = SoundFontFile.Sample(range: 0..<40, loop: 10..<30)

private func u16(_ values: [Int]) -> [UInt8] { values.flatMap { u16($0) } }

private func file(
  preset: [SoundFontFile.Zone] = [.init(generators: [(41, 0)])], instrument: [SoundFontFile.Zone],
  samples: [SoundFontFile.Sample] = [looped]
) -> SoundFontFile {
  var file = SoundFontFile()
  file.presets = [.init(name: "preset", zones: preset)]
  file.instruments = [.init(name: "instrument", zones: instrument)]
  file.samples = samples
  file.sampleData = wave
  return file
}

private let minimal = file(instrument: [.init(generators: [(54, 1), (53, 0)])])

/// Every generator with an amount inside its range, in instruments and, where that may be, in presets.
private let generators: SoundFontFile = {
  let ranges = [(43, 0x7F00), (44, 0x5010)]
  let levels = [
    (5, 40), (6, -30), (7, 700), (8, 9000), (9, 120), (10, -600), (11, 2400), (13, 60), (15, 200), (16, 300),
    (17, -250),
    (21, -3000), (22, -700), (23, -2000), (24, -500), (25, -4000), (26, -1200), (27, -3000), (28, 800), (29, 400),
    (30, -900), (31, 25), (32, -25), (33, -5000), (34, -6000), (35, -4000), (36, 1000), (37, 120), (38, 300), (39, 10),
    (40, -10), (48, 30), (51, -2), (52, 17), (56, 50),
  ]
  let samples = [
    (0, 2), (1, -2), (2, 1), (3, -1), (4, 0), (12, 0), (45, 0), (46, 60), (47, 100), (50, 0), (54, 3), (57, 1),
    (58, 62),
  ]
  return file(
    preset: [.init(generators: [(43, 0x6010)] + levels.filter { $0.0 < 50 }), .init(generators: ranges + [(41, 0)])],
    instrument: [.init(generators: levels), .init(generators: ranges + samples + levels + [(53, 0)])])
}()

/// Every general source and some controllers, along every curve, onto generators and through links.
private let modulators: SoundFontFile = {
  let sources = [0, 2, 3, 10, 13, 14, 16, 0x80 | 1, 0x80 | 7, 0x80 | 10, 0x80 | 11, 0x80 | 91, 0x80 | 93]
  let destinations = [48, 8, 5, 6, 17, 15, 16, 51, 52, 34, 36, 38, 9, 13, 26, 22, 24]
  let plain = sources.indices.flatMap { index in
    (0..<4).map { curve in
      [
        sources[index] | curve << 10 | (index & 1) << 9 | (curve & 1) << 8, destinations[(index * 4 + curve) % 17],
        (index - 6) * 300 + curve, curve == 2 ? 0x502 : 0, curve == 3 ? 2 : 0,
      ]
    }
  }
  let links = [
    [0x81, 0x8000 | 1, 100, 0, 0], [127, 48, 200, 0, 0], [127, 0x8000 | 3, 5, 0, 0], [127, 0x8000 | 2, 5, 0, 0],
  ]
  return file(
    preset: [
      .init(generators: [], modulators: Array(plain.prefix(9))), .init(generators: [(41, 0)], modulators: links),
    ],
    instrument: [
      .init(generators: [], modulators: links + plain),
      .init(generators: [(54, 1), (53, 0)], modulators: Array(plain.suffix(20))),
    ])
}()

/// Two sides of 24 bits, drums, a bank, keys that cut each other off.
private let stereo: SoundFontFile = {
  var sides = [looped, looped]
  (sides[0].type, sides[0].link, sides[1].type, sides[1].link) = (4, 1, 2, 0)
  var file = file(
    instrument: [
      .init(generators: [(17, -500), (54, 1), (57, 3), (53, 0)]),
      .init(generators: [(17, 500), (54, 1), (57, 3), (53, 1)]),
    ], samples: sides)
  file.lowSampleData = (0..<wave.count / 2).map { UInt8($0 & 0xFF) }
  file.presets.append(.init(name: "drums", program: 0, bank: 128, zones: [.init(generators: [(41, 0)])]))
  file.presets.append(
    .init(name: "variation", program: 5, bank: 8, zones: [.init(generators: [(43, 0x3C00), (41, 0)])]))
  return file
}()

/// A sample in ROM beside one in the file.
private let rom: SoundFontFile = {
  var inROM = looped
  inROM.type = 0x8001
  var file = file(
    instrument: [.init(generators: [(43, 0x3C00), (53, 0)]), .init(generators: [(43, 0x7F3D), (53, 1)])],
    samples: [inROM, looped])
  file.texts += [chunk("irom", ascii("1MGM")), chunk("iver", u16(2, 1))]
  return file
}()

/// Samples that are files of their own. 40 frames that are looped, and whose loop is counted from their own beginning.
private func compressed(_ files: [[UInt8]]) -> SoundFontFile {
  var file = minimal
  file.version = (3, 1)
  file.sampleData = files.flatMap { $0 }
  file.samples = []
  var start = 0
  for bytes in files {
    file.samples.append(.init(range: start..<start + bytes.count, loop: 10..<30, type: 0x11))
    start += bytes.count
  }
  file.instruments[0].zones = files.indices.map {
    .init(generators: [(43, ($0 * 64 + 63) << 8 | $0 * 64), (54, 1), (53, $0)])
  }
  return file
}

/// For containers of it.
let minimalSoundFont = minimal.bytes

/// Names and bytes.
let soundFontSeeds: [(String, [UInt8])] = [
  ("minimal.sf2", minimal.bytes),
  ("generators.sf2", generators.bytes),
  ("modulators.sf2", modulators.bytes),
  ("stereo-24.sf2", stereo.bytes),
  ("rom.sf2", rom.bytes),
  ("vorbis.sf3", compressed([compressedSample(.vorbis)]).bytes),
  ("flac.sf3", compressed([compressedSample(.flac)]).bytes),
  ("both.sf3", compressed([compressedSample(.vorbis), compressedSample(.flac)]).bytes),
]
