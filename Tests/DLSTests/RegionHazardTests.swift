// SPDX-License-Identifier: MIT
// Regions, articulations and sample parameters with impossible values. Any thread.

import DLS
import Testing

private typealias Loop = SampleParameters.Loop

/// A file whose region has these parameters.
private func region(_ parameters: [UInt8]) -> Bank { bank(regionWith: [parameters]) }

/// The parameters of the only region.
private func sample(_ collection: Collection) -> SampleParameters? { collection.instruments[0].regions[0].sample }

/// A file whose instrument has these connections.
private func connections(_ chunk: [UInt8], in type: String = "lar2") -> Bank {
  bank([DLSTests.region()], extras: [list(type, [chunk])])
}

private let regionRows: [Hazard] = [
  Hazard("rgnh missing", bank([region([wlnk()]), region()]), "chunkMissing"),
  Hazard("rgnh too short", bank([region([chunk("rgnh", u16(0, 127)), wlnk()]), region()]), "chunkTooShort"),
  Hazard("wlnk missing", bank([region([rgnh()]), region()]), "chunkMissing"),
  Hazard("wlnk too short", bank([region([rgnh(), chunk("wlnk", u16(0, 0))]), region()]), "chunkTooShort"),
  Hazard("keys the wrong way round", bank([region([rgnh(keys: (72, 60)), wlnk()]), region()]), "rangeEmpty"),
  Hazard("keys beyond 127", bank([region([rgnh(keys: (60, 200)), wlnk()])]), "valueOutOfRange") {
    $0.instruments[0].regions[0].keys == 60...127
  },
  Hazard("no key below 128", bank([region([rgnh(keys: (200, 300)), wlnk()]), region()]), "rangeEmpty"),
  Hazard(
    "velocities the wrong way round", bank([region([rgnh(velocities: (9, 8)), wlnk()]), region()]), "rangeEmpty"),
  Hazard("velocities beyond 127", bank([region([rgnh(velocities: (1, 128)), wlnk()])]), "valueOutOfRange") {
    $0.instruments[0].regions[0].velocities == 1...127
  },
  Hazard("velocities 0 to 0 mean all", bank([region([rgnh(velocities: (0, 0)), wlnk()])])) {
    $0.instruments[0].regions[0].velocities == 0...127
  },
  Hazard("key group beyond 15", bank([region([rgnh(keyGroup: 999), wlnk()])])) {
    $0.instruments[0].regions[0].keyGroup == 999
  },
  Hazard("cue beyond the table", bank([region([rgnh(), wlnk(cue: 1)]), region()]), "cueOutOfRange"),
  Hazard("cue of 32 bits", bank([region([rgnh(), wlnk(cue: 0xFFFF_FFFF)]), region()]), "cueOutOfRange"),
]

private let sampleRows: [Hazard] = [
  Hazard("wsmp too short", region(chunk("wsmp", u32(20, 60))), "chunkTooShort") { sample($0) == nil },
  Hazard("unity note beyond 127", region(wsmp(unityNote: 128)), "valueOutOfRange") { sample($0)?.unityNote == 60 },
  Hazard("fine tune too high", region(wsmp(fineTune: 5000)), "valueOutOfRange") { sample($0)?.fineTune == 1200 },
  Hazard("fine tune too low", region(wsmp(fineTune: -32_768)), "valueOutOfRange") { sample($0)?.fineTune == -1200 },
  Hazard("gain too high", region(wsmp(gain: 0x7FFF_FFFF)), "valueOutOfRange") { sample($0)?.gainDecibels == 24 },
  Hazard("gain too low", region(wsmp(gain: -0x8000_0000)), "valueOutOfRange") { sample($0)?.gainDecibels == -96 },
  Hazard("cbSize of wsmp too small", region(wsmp(loops: [(0, 1, 4)], headerSize: 4)), "recordSizeWrong") {
    sample($0)?.loop == Loop(kind: .forward, start: 1, length: 4)
  },
  Hazard("cbSize of wsmp beyond it", region(wsmp(loops: [(0, 1, 4)], headerSize: 999)), "recordSizeWrong") {
    sample($0)?.loop == Loop(kind: .forward, start: 1, length: 4)
  },
  Hazard("cbSize of a loop too small", region(wsmp(loops: [(0, 1, 4)], loopSize: 0))) {
    sample($0)?.loop == Loop(kind: .forward, start: 1, length: 4)
  },
  Hazard("two loops", region(wsmp(loops: [(1, 1, 2), (0, 3, 4)])), "loopsSurplus") {
    sample($0)?.loop == Loop(kind: .untilRelease, start: 1, length: 2)
  },
  Hazard("a loop that is not there", region(wsmp(loopCount: 1)), "countWrong") {
    sample($0) != nil && sample($0)?.loop == nil
  },
  Hazard("4294967295 loops", region(wsmp(loops: [(0, 1, 2)], loopCount: 0xFFFF_FFFF)), "loopsSurplus") {
    sample($0)?.loop == Loop(kind: .forward, start: 1, length: 2)
  },
  Hazard("a loop that begins behind the wave", region(wsmp(loops: [(0, 8, 1)])), "loopOutsideWave") {
    sample($0) != nil && sample($0)?.loop == nil
  },
  Hazard("a loop of no frames", region(wsmp(loops: [(0, 3, 0)])), "loopOutsideWave") { sample($0)?.loop == nil },
  Hazard("a loop that ends behind the wave", region(wsmp(loops: [(0, 3, 6)])), "loopOutsideWave") {
    sample($0)?.loop == Loop(kind: .forward, start: 3, length: 5)
  },
  Hazard("a loop whose end would wrap", region(wsmp(loops: [(0, 7, 0xFFFF_FFFF)])), "loopOutsideWave") {
    sample($0)?.loop == Loop(kind: .forward, start: 7, length: 1)
  },
  Hazard("a loop up to the last frame", region(wsmp(loops: [(0, 0, 8)]))) { sample($0)?.loop?.length == 8 },
  Hazard("a loop of one frame", region(wsmp(loops: [(0, 7, 1)]))) { sample($0)?.loop?.length == 1 },
  Hazard("loop and release as the first headers had it", region(wsmp(loops: [(2, 0, 8)]))) {
    sample($0)?.loop?.kind == .untilRelease
  },
  Hazard("a loop type that nobody knows", region(wsmp(loops: [(77, 0, 8)])), "valueOutOfRange") {
    sample($0)?.loop?.kind == .forward
  },
]

private let oneBlock = [block(0, 0, 0x209, scale: 5)]

private let articulationRows: [Hazard] = [
  Hazard("4294967295 connections", connections(art("art2", oneBlock, stated: 0xFFFF_FFFF)), "countWrong") {
    $0.instruments[0].articulation?.map(\.scale) == [5]
  },
  Hazard("fewer connections than stand there", connections(art("art2", oneBlock + oneBlock, stated: 1))) {
    $0.instruments[0].articulation?.count == 1
  },
  Hazard("cbSize of art2 too small", connections(art("art2", oneBlock, headerSize: 0)), "recordSizeWrong") {
    $0.instruments[0].articulation?.map(\.scale) == [5]
  },
  Hazard("cbSize of art2 beyond it", connections(art("art2", oneBlock, headerSize: 0xFFFF)), "recordSizeWrong") {
    $0.instruments[0].articulation?.map(\.scale) == [5]
  },
  Hazard("art2 too short", connections(chunk("art2", u32(8))), "chunkTooShort") {
    $0.instruments[0].articulation == []
  },
  Hazard("art1 inside lar2", connections(art("art1", oneBlock))) { $0.instruments[0].articulation?.count == 1 },
  Hazard("art2 inside lart", connections(art("art2", oneBlock), in: "lart")) {
    $0.instruments[0].articulation?.count == 1
  },
  Hazard(
    "codes that nobody knows, one finding each",
    connections(art("art2", [block(0x055, 0x300, 0x777), block(0x055, 0, 0x777)])),
    "codeUnknown", "codeUnknown", "codeUnknown"
  ) { $0.instruments[0].articulation?.map(\.isKnown) == [false, false] },
  Hazard("reserved destinations of real banks", connections(art("art2", [block(0, 0, 0x208), block(0, 0, 0x30C)]))) {
    $0.instruments[0].articulation?.map(\.isKnown) == [false, false]
  },
]

@Suite struct RegionHazardTests {
  @Test("a damaged region costs itself at most", arguments: regionRows)
  func regions(hazard: Hazard) throws { try hazard.expect() }

  @Test("impossible sample parameters are brought into their range", arguments: sampleRows)
  func samples(hazard: Hazard) throws { try hazard.expect() }

  @Test("damaged articulations give what they have", arguments: articulationRows)
  func articulations(hazard: Hazard) throws { try hazard.expect() }
}
