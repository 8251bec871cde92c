// SPDX-License-Identifier: MIT
// Seeds of the DLS target: every chunk, every code, every form that a collection may have. One thread.

/// Every source of DLS 2.2, and controllers.
private let sources: [UInt16] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x081, 0x087, 0x08A, 0x08B, 0x0DB, 0x0DD, 0x100, 0x101, 0x102,
]
/// Every destination of DLS 2.2.
private let destinations: [UInt16] = [
  0x001, 0x003, 0x004, 0x005, 0x010, 0x011, 0x012, 0x013, 0x014, 0x015, 0x080, 0x081, 0x104, 0x105, 0x114, 0x115, 0x206,
  0x207, 0x209, 0x20A, 0x20B, 0x20C, 0x20D, 0x30A, 0x30B, 0x30D, 0x30E, 0x30F, 0x310, 0x500, 0x501,
]
/// Level 1 keeps volume, pan and a few more under numbers of its own transform.
private let level1Blocks = [
  block(1, 0, 3, scale: 50 << 16), block(1, 0x81, 1, scale: 30 << 16), block(2, 0, 0x206, scale: 100 << 16),
  block(2, 0, 1, transform: 1, scale: 960 << 16), block(3, 0, 0x207, scale: -100 << 16),
  block(5, 0, 3, scale: 600 << 16),
  block(0, 0, 0x20A, scale: 700 << 16), block(0, 0, 0x30E, scale: 300 << 16), block(0, 0, 4, scale: -250 << 16),
]
/// Each destination set, and moved by one source each, under every transform.
private let level2Blocks = destinations.enumerated().flatMap { index, destination in
  let source = sources[index % sources.count]
  let curve = UInt16(index % 4) << 10 | UInt16(index % 3) << 14
  return [
    block(0, 0, destination, scale: (index - 12) * 400 << 16),
    block(source, sources[(index * 7) % sources.count], destination, transform: curve, scale: (index + 1) * 90 << 16),
  ]
}

private func info(_ name: String) -> [UInt8] {
  list("INFO", [chunk("INAM", ascii(name)), chunk("ICOP", ascii("nobody\0")), chunk("ISFT", [0xE9, 0x41])])
}
private let identifier = chunk("dlid", Array(1...16))

/// Pushes, computes and compares with each operation; `cdl ` of DLS 2.2.
private func program(_ operations: [[Int]]) -> [UInt8] {
  operations.flatMap { operation in u16(operation[0]) + u32(at: operation) }
}
private func u32(at operation: [Int]) -> [UInt8] { operation.count > 1 ? u32(operation[1]) : [] }
private func query(_ guid: String, operation: Int = 0x11) -> [UInt8] { u16(operation) + hex(guid) }
private let supportsDLS2 = "E5 99 45 F1 89 46 D2 11 AF A6 00 AA 00 24 D8 B6"
private let playbackRate = "13 F7 91 2A BF A4 D2 11 BB DF 00 60 08 33 DB D8"
private let memorySize = "28 2F 8F 17 64 C3 D1 11 A7 60 00 00 F8 75 AC 12"
private let allOperations =
  program([[0x10, 3], [0x10, 5]] + (1...14).flatMap { [[$0], [0x10, 7]] } + [[0x0F]])
  + query(supportsDLS2) + query(playbackRate) + query(memorySize, operation: 0x12) + query(hexOfZeros) + program([[8]])
private let hexOfZeros = String(repeating: "00", count: 16)

private let everything: [UInt8] = {
  let loops = [(0, 1, 6)]
  let first = list(
    "rgn2",
    [
      chunk("cdl ", query(supportsDLS2)), rgnh(keys: (0, 59), velocities: (1, 90), options: 1, keyGroup: 2, layer: 3),
      wsmp(unityNote: 48, fineTune: -30, gain: -6 * 655_360, options: 3, loops: loops),
      wlnk(cue: 0, options: 3, phaseGroup: 1, channels: 2), articulation("lart", 0x206, scale: -2000 << 16),
      list("lar2", [chunk("cdl ", query(playbackRate)), art("art2", level2Blocks)]), info("low"),
    ])
  let second = list("rgn ", [rgnh(keys: (60, 127)), wlnk(cue: 1), wsmp(loops: [(1, 2, 3)])])
  let global = [list("lart", [art("art1", level1Blocks)]), list("lar2", [art("art2", level2Blocks)])]
  return Bank(
    instruments: [
      instrument([first, second], bank: 0x0102, program: 7, extras: global + [identifier, info("all")]),
      instrument([second], bank: 0x8000_0000, program: 0, extras: [info("kit")]),
    ],
    waves: [
      wave([identifier, fmt(), wsmp(loops: loops), chunk("data", sound), info("sixteen")]),
      wave([fmt(channels: 2, bits: 8), chunk("data", sound), chunk("guid", Array(1...16))]),
    ],
    prefix: [
      chunk("vers", u32(0x0002_0002, 1)), identifier, chunk("cdl ", query(supportsDLS2)), chunk("XtrA", [1, 2, 3]),
    ],
    suffix: [info("bank")]
  ).bytes
}()

/// A wave of each format: a tag, its bits, and what follows in `fmt `.
private func formats() -> [UInt8] {
  let subFormat = hex("01 00 00 00 00 00 10 00 80 00 00 AA 00 38 9B 71")
  func fmt(_ tag: Int, _ bits: Int, _ rest: [UInt8] = []) -> [UInt8] {
    chunk("fmt ", u16(tag, 1) + u32(22_050, 22_050 * bits / 8) + u16(bits / 8, bits) + rest)
  }
  let extensible = fmt(0xFFFE, 16, u16(22, 16) + u32(4) + subFormat)
  let kinds = [fmt(1, 8), fmt(1, 16), fmt(6, 8, u16(0)), fmt(7, 8, u16(0)), extensible, fmt(3, 32), fmt(0x11, 4)]
  let regions = kinds.indices.map { region([rgnh(keys: ($0 * 12, $0 * 12 + 11)), wlnk(cue: $0)]) }
  return Bank(instruments: [instrument(regions)], waves: kinds.map { wave([$0, chunk("data", sound)]) }).bytes
}

/// `ptbl` of 64 bits and without a wave for each cue.
private let wideTable: [UInt8] = {
  let table = chunk("ptbl", u32(8, 3) + u32(0, 0) + u32(-1, -1) + u32(0, wave().count))
  let regions = [0, 1, 2].map { region([rgnh(keys: ($0 * 40, $0 * 40 + 39)), wlnk(cue: $0)]) }
  return Bank(instruments: [instrument(regions)], waves: [wave(), wave()], table: table).bytes
}()

/// Files whose writers were careless: no pad byte, an odd size, a chunk of CrysDLS, a form of no size.
private let careless: [UInt8] = {
  let texts = list("INFO", [chunk("INAM", ascii("odd"), isPadded: false), chunk("ICMT", ascii("x"))], isPadded: false)
  let crysDLS = chunk("crs1", [UInt8](repeating: 0, count: 28), stated: 30)
  let bytes = Bank(
    instruments: [instrument(extras: [texts])], header: chunk("colh", u32(9)), prefix: [crysDLS], suffix: [texts]
  ).bytes
  return bytes[..<4] + u32(0) + bytes[8...]
}()

/// Names and bytes.
let dlsSeeds: [(String, [UInt8])] = [
  ("minimal.dls", minimalFile),
  ("everything.dls", everything),
  (
    "level1.dls",
    bank([region([rgnh(), wlnk()], type: "rgn ")], extras: [list("lart", [art("art1", level1Blocks)])]).bytes
  ),
  ("level2.dls", bank(regionWith: [list("lar2", [art("art2", level2Blocks)])]).bytes),
  ("conditions.dls", bank(regionWith: [articulation(condition: allOperations)]).bytes),
  ("formats.dls", formats()),
  ("wide-table.dls", wideTable),
  ("careless.dls", careless),
]
