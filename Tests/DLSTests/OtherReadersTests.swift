// SPDX-License-Identifier: MIT
// What other readers of DLS files are known to get wrong, row by row, and what files of known makers look like. Any
// thread.

import Testing

@testable import DLS

private let onLevel2 = u16(0x11) + hex("E5 99 45 F1 89 46 D2 11 AF A6 00 AA 00 24 D8 B6")
private let notOnLevel2 = onLevel2 + u16(0x0F)

private func first(_ collection: Collection) -> Region { collection.instruments[0].regions[0] }

/// What a region plays: its own parameters, the wave's, or the defaults.
private func played(_ collection: Collection) -> SampleParameters {
  let region = first(collection)
  return region.sample ?? collection.waves[Int(region.link.cue)]?.sample ?? SampleParameters()
}

private let looped = [fmt(), wsmp(unityNote: 50, loops: [(0, 0, 8)]), chunk("data", sound)]
private let odd = wave([fmt(tag: 2, bits: 4), chunk("data", sound)])

private let peerRows: [Hazard] = [
  Hazard(
    "cdl in lart and lar2, false: refused or ignored elsewhere",
    bank(regionWith: [articulation("lart", scale: 1, condition: notOnLevel2), articulation("lar2", scale: 2)])
  ) { first($0).articulation?.map(\.scale) == [2] },
  Hazard(
    "twins of two levels: both play elsewhere",
    bank([
      region([chunk("cdl ", notOnLevel2), rgnh(), wlnk()], type: "rgn "),
      region([chunk("cdl ", onLevel2), rgnh(), wlnk()]),
    ])
  ) { first($0).isLevel2 },
  Hazard("wvpl as last chunk of the file: refused elsewhere", bytes: minimalFile, []),
  Hazard(
    "global and local articulation: merged elsewhere",
    bank([region([rgnh(), wlnk(), articulation(scale: 5)])], extras: [articulation("lar2", 0x206, scale: 9)])
  ) { first($0).articulation?.map(\.destination) == [0x209] },
  Hazard("no wsmp anywhere: five octaves high elsewhere", Bank()) {
    played($0) == SampleParameters() && played($0).unityNote == 60 && played($0).loop == nil
  },
  Hazard("loop in the region only: one-shot elsewhere", bank(regionWith: [wsmp(loops: [(0, 2, 5)])])) {
    played($0).loop?.length == 5 && $0.waves[0]?.sample == nil
  },
  Hazard("loop in the wave only: one-shot elsewhere", bank(waveWith: looped)) {
    played($0).loop?.length == 8 && played($0).unityNote == 50
  },
  Hazard(
    "region wsmp without loop over a looped wave: loops elsewhere",
    Bank(instruments: [instrument([region([rgnh(), wlnk(), wsmp(unityNote: 70)])])], waves: [wave(looped)])
  ) { played($0).loop == nil && played($0).unityNote == 70 },
  Hazard(
    "ptbl in another order than the waves: ignored elsewhere",
    Bank(waves: [odd, wave([fmt(rate: 8000), chunk("data", sound)])], table: ptbl([odd.count]))
  ) { $0.waves.map { $0?.sampleRate } == [8000] },
  Hazard("an unused ADPCM wave: refused elsewhere", Bank(waves: [wave(), odd]), "waveUnplayable") {
    $0.waves.map { $0 == nil } == [false, true]
  },
  Hazard(
    "wlnk to a cue that is not there: refused elsewhere", bank([region(), region([rgnh(), wlnk(cue: 77)])]),
    "cueOutOfRange"),
  Hazard(
    "POOL_CUE_NULL: refused elsewhere",
    Bank(instruments: [instrument([region(), region([rgnh(), wlnk(cue: 1)])])], table: ptbl([0, 0xFFFF_FFFF])),
    "cueWithoutWave"),
  Hazard(
    "RIFF size 8 too big: refused elsewhere", bytes: Array(minimalFile[..<4]) + u32(308) + minimalFile[8...],
    ["formSizeWrong"]),
  Hazard("two loops: refused elsewhere", bank(regionWith: [wsmp(loops: [(0, 1, 4), (0, 2, 3)])]), "loopsSurplus") {
    played($0).loop?.start == 1
  },
  Hazard(
    "loop past the end of the wave: refused elsewhere", bank(regionWith: [wsmp(loops: [(0, 1, 100)])]),
    "loopOutsideWave"
  ) {
    played($0).loop?.length == 7
  },
  Hazard("region loop to the wave's last frame: refused elsewhere", bank(regionWith: [wsmp(loops: [(0, 3, 5)])])) {
    played($0).loop?.length == 5
  },
  Hazard(
    "cRegions too small: silent notes elsewhere", Bank(instruments: [instrument([region(), region()], stated: 1)]),
    "countWrong",
    regions: [2]),
  Hazard(
    "velocity range 0 to 0: no note elsewhere", bank([region([rgnh(velocities: (0, 0)), wlnk()])])
  ) { first($0).velocities == 0...127 },
  Hazard(
    "lScale with a fraction: cut to whole numbers elsewhere",
    bank(regionWith: [
      list("lar2", [art("art2", [block(0, 0, 0x003, scale: 0x0001_2345), block(0, 0, 0x500, scale: -1)])])
    ])
  ) { first($0).articulation?.map(\.scale) == [0x0001_2345, -1] },
  Hazard(
    "lar2 beside lart: dropped elsewhere",
    bank(regionWith: [articulation("lart", 0x206, scale: 1), articulation("lar2", scale: 2)])
  ) { first($0).articulation?.map(\.scale) == [1, 2] },
  Hazard(
    "sources, sends and speakers of the standard: ignored elsewhere",
    bank(regionWith: [
      list(
        "lar2",
        [art("art2", [block(0x004, 0, 0x003), block(0x101, 0, 0x003), block(0x005, 0, 0x010), block(0xDB, 0, 0x081)])])
    ])
  ) { first($0).articulation?.allSatisfy(\.isKnown) == true },
]

/// Files as known tools write them.
private let makerRows: [Hazard] = [
  Hazard(
    "gm.dls: msyn, reserved destinations, Level 1",
    Bank(
      instruments: [
        instrument(
          [region([rgnh(), wlnk()], type: "rgn ")],
          extras: [list("lart", [art("art1", [block(0, 0, 0x208), block(0, 0, 0x209)])])])
      ], prefix: [chunk("msyn", [1, 0, 0, 0])])
  ) { !first($0).isLevel2 && $0.instruments[0].articulation?.count == 2 },
  Hazard(
    "Mobile Sound Builder: no speaker, option 1, an LFO that stands still, a delay of nothing, bank 0x7906",
    Bank(instruments: [
      instrument(
        [region([rgnh(options: 1), wlnk(channels: 0)])], bank: 0x7906,
        extras: [
          list(
            "lar2",
            [art("art2", [block(0, 0, 0x114, scale: -17_078 * 65_536), block(0, 0, 0x115, scale: -0x8000_0000)])])
        ])
    ])
  ) { first($0).isSelfNonExclusive && first($0).link.channelMask == 1 && $0.instruments[0].address.bankMSB == 0x79 },
  Hazard(
    "CrysDLS: cbSize too small, NUL identifiers, a wrong size of crs1",
    Bank(
      instruments: [instrument([region([rgnh(), wlnk(), wsmp(loops: [(0, 1, 4)], headerSize: 16, loopSize: 12)])])],
      prefix: [Array(repeating: 0, count: 16), chunk("crs1", Array(repeating: 7, count: 28), stated: 12)]),
    "recordSizeWrong"
  ) { played($0).loop?.length == 4 },
  Hazard(
    "Fury: the curve of velocity in the output transform, not inverted",
    bank(regionWith: [list("lar2", [art("art2", [block(2, 0, 1, transform: 0x0001, scale: 960 * 65_536)])])])
  ) { first($0).articulation?.first?.transform == 1 },
  Hazard("FarmGame: art1 in lar2", bank(regionWith: [list("lar2", [art("art1", [block(2, 0, 1, transform: 1)])])])) {
    first($0).articulation?.first?.transform == 0x8400
  },
  Hazard(
    "Mobile_0100_base: an address twice", Bank(instruments: [instrument(program: 9), instrument(program: 9)]),
    "duplicateAddress",
    regions: [1, 1]),
  Hazard(
    "libgig: extra chunks and a table of eight bytes an entry",
    Bank(
      instruments: [instrument([region([rgnh(), wlnk(), chunk("3lnk", [0, 0]), list("3prg", [])])])],
      table: chunk("ptbl", u32(8, 1) + u32(0, 0))), "gigaStudio"),
  Hazard(
    "SpessaSynth: fmt of 18 bytes, values beyond the tables",
    Bank(
      instruments: [
        instrument([
          region([rgnh(), wlnk(), list("lar2", [art("art2", [block(0, 0, 0x104, scale: -15_600 * 65_536)])])])
        ])
      ],
      waves: [wave([chunk("fmt ", u16(1, 1) + u32(22_050, 44_100) + u16(2, 16, 0)), chunk("data", sound)])])
  ) { first($0).articulation?.first?.scale == -15_600 * 65_536 },
  Hazard(
    "Gothic: chunks of sound files in waves",
    bank(waveWith: [
      fmt(), chunk("fact", u32(8)), chunk("smpl", u32(0)), chunk("cue ", u32(0)), list("adtl", []),
      chunk("data", sound),
    ])),
]

@Suite struct OtherReadersTests {
  @Test("a row of the list of other readers' faults is right here", arguments: peerRows)
  func peers(hazard: Hazard) throws { try hazard.expect() }

  @Test("a file of a known maker reads as it is meant", arguments: makerRows)
  func makers(hazard: Hazard) throws { try hazard.expect() }

  @Test func `there is no limit of 512 instruments or 32767 waves and regions`() throws {
    let small = wave([fmt(bits: 8), chunk("data", [0x80, 0x90])])
    let count = 33_000
    let regions = (0..<count).map { region([rgnh(), wlnk(cue: $0)]) }
    let instruments = (0..<600).map { instrument([region()], bank: $0 / 128, program: $0 % 128) }
    let bytes = form([
      list("lins", instruments + [instrument(regions, bank: 0x7F00)]),
      ptbl((0..<count).map { $0 * small.count }), list("wvpl", Array(repeating: small, count: count)),
    ])
    let collection = try Collection.read(bytes).collection
    #expect(collection.instruments.count == 601)
    #expect(collection.instruments.last?.regions.count == count)
    #expect(collection.waves.compactMap(\.self).count == count)
  }

  @Test func `the order of transforms of a connection is that of Level 2`() {
    let connection = Connection(source: 2, control: 0x81, destination: 1, transform: 0x8400 | 0x0330, scale: 1)
    #expect(connection.sourceCurve == .concave)
    #expect(connection.isSourceInverted && !connection.isSourceBipolar)
    #expect(connection.controlCurve == .switch)
    #expect(connection.isControlBipolar && connection.isControlInverted)
  }
}
