// SPDX-License-Identifier: MIT
// What existing engines get wrong (section 6), a statement a row where no other section has it. Any thread.

import DLS
import Foundation

extension Statement {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  static let knownFaults = StatementTable.make { table in
    addConditions(to: &table)
    addWaves(to: &table)
    addDamage(to: &table)
    addSound(to: &table)
  }

  /// The sine, a fifth up under a condition.
  private static func fifth(if program: [UInt8]...) throws -> ChunkTree {
    let chunk = ChunkTree("cdl ", program.flatMap(\.self))
    return try ProbeBank.sine([.constant(To.pitch, 700)]).chunks().with(chunk, in: "lar2")
  }

  private static func addConditions(to table: inout StatementTable) {
    let pitch = { @Sendable (sound: Sound) in sound.cents(0..<24_000) }
    table.tree(
      "`cdl ` in `lar2`, false: the list is left out", 0, .cents,
      try fifth(if: Condition.supportsDLS2, Condition.not), measure: pitch)
    table.tree("`cdl `: Level 2 is supported", 700, .cents, try fifth(if: Condition.supportsDLS2), measure: pitch)
    table.tree(
      "`cdl `: Level 1 or Level 2", 700, .cents,
      try fifth(if: Condition.supportsDLS1, Condition.supportsDLS2, Condition.or), measure: pitch)
    table.tree(
      "`cdl `: CONST 1000, QUERY(rate), GT", 700, .cents,
      try fifth(if: Condition.constant(1000), Condition.playbackRate, Condition.greater), measure: pitch)
    table.tree(
      "`cdl `: CONST 1000000, QUERY(rate), GT", 0, .cents,
      try fifth(if: Condition.constant(1_000_000), Condition.playbackRate, Condition.greater), measure: pitch)
    table.tree(
      "`cdl `: an unknown query is 0", 700, .cents, try fifth(if: Condition.unknown, Condition.not), measure: pitch)
    table.tree(
      "`cdl ` that divides by 0: the list is left out, the file plays", 0, .cents,
      try fifth(if: Condition.constant(0), Condition.constant(1), [7, 0]), measure: pitch)
  }

  private static func addWaves(to table: inout StatementTable) {
    let level = { @Sendable (sound: Sound) in sound.level(200) }
    table.tree(
      "`wvpl` as the last chunk of the file", 0, .decibels, try ProbeBank.level().chunks().without("INFO"),
      measure: level)
    table.tree(
      "`ptbl` leads to the waves: the first cue to the second of them", 0, .decibels, try exchangedTable(),
      measure: level)
    table.tree(
      "PCM of 8 bits: 192 is one half", 0, .decibels,
      try recoded(0x80 + 0x40, format: ChunkTree.pcm(tag: 1, bits: 8)), measure: level)
    table.tree("PCM in WAVE_FORMAT_EXTENSIBLE", 0, .decibels, try extensible(), measure: level)
    table.tree(
      "A-law", 20 * log10(16_896 / 16_384), .decibels, try recoded(0xA5, format: ChunkTree.pcm(tag: 6, bits: 8)),
      measure: level)
    table.tree(
      "µ-law", 20 * log10(16_764 / 16_384), .decibels, try recoded(0x8F, format: ChunkTree.pcm(tag: 7, bits: 8)),
      measure: level)
    for (name, tag, bits) in [("of 24 bits", 1, 24), ("in ADPCM", 2, 4), ("of an unknown codec", 0x1234, 16)] {
      table.tree(
        "A wave \(name) that nobody plays beside one that plays", 0, .decibels, try beside(tag: tag, bits: bits),
        measure: level)
    }
    table.tree(
      "A stereo wave that nobody plays beside one that plays", 0, .decibels,
      try beside(tag: 1, bits: 16, channels: 2), measure: level)
  }

  private static func addDamage(to table: inout StatementTable) {
    let level = { @Sendable (sound: Sound) in sound.level(20_000) }
    for (name, cue) in [("out of range", 77), ("POOL_CUE_NULL", 0xFFFF_FFFF)] {
      table.tree(
        "A region whose wave index is \(name) beside one that plays", 0, .decibels, try badLink(cue), measure: level)
    }
    table.files("RIFF size 8 too big", 0, .decibels, [try tooBig()], measure: level)
    table.tree("Two loops in `wsmp`: the first counts", 0, .decibels, try twoLoops(), measure: level)
    table.tree(
      "A loop past the end of the wave is cut to it", 0, .decibels,
      try ProbeBank.level().chunks().changing("wsmp") { $0.payload.replaceSubrange(32..<36, with: ChunkTree.u32(640)) },
      measure: level)
    table.row(
      "A loop in the region that ends with the wave, the wave without one", 0, .decibels, .level(), measure: level)
    table.row("A loop in the wave alone", 0, .decibels, .waveLoop(), measure: level)
    table.row("33000 regions in an instrument: the last one plays", 0, .decibels, .crowded(regions: 33_000)) {
      $0.level(20_000)
    }
    table.tree(
      "`art1` in `lar2`", 700, .cents,
      try ProbeBank.sine([.constant(To.pitch, 700)]).chunks().changing("art2") { $0.name = "art1" }
    ) { $0.cents(0..<24_000) }
    table.tree(
      "Velocities 0 to 0 are all velocities", 0, .decibels,
      try ProbeBank.level().chunks().changing("rgnh") { $0.payload.replaceSubrange(4..<8, with: [0, 0, 0, 0]) },
      measure: level)
    table.tree(
      "A channel mask of 0 is mono", 0, .decibels,
      try ProbeBank.level().chunks().changing("wlnk") { $0.payload.replaceSubrange(4..<8, with: [0, 0, 0, 0]) },
      measure: level)
  }

  private static func addSound(to table: inout StatementTable) {
    table.row(
      "A frequency of −17078 c: the LFO stands still", 0, .cents, within: 1,
      .ramp([.link(From.lfo, To.pitch, 50), .constant(To.lfoFrequency, -17_078)])
    ) {
      $0.greatestRampCents()
    }
    table.row(
      "Wheel, fine tuning and key to pitch keep all their bits", 33.25 + 200 * 77 / 8192.0, .cents,
      .sine([.constant(To.pitch, 33.25)]), [.wheel(0, 8192 + 77), .on(0)]
    ) { $0.cents(0..<24_000) }
  }

  /// Two waves, silence first; the table has their places exchanged, and the region has the first cue.
  private static func exchangedTable() throws -> ChunkTree {
    var bank = ProbeBank()
    bank.add(wave: Waves.silence)
    bank.add(wave: Waves.half)
    bank.add([.looped(0)])
    return try bank.chunks().withTable(order: [1, 0])
  }

  /// The wave of one half in bytes of a value.
  private static func recoded(_ byte: UInt8, format: [UInt8]) throws -> ChunkTree {
    try ProbeBank.level().chunks().changing("fmt ") { $0.payload = format }.changing("data") {
      $0.payload = [UInt8](repeating: byte, count: 64)
    }.withTable()
  }

  private static func extensible() throws -> ChunkTree {
    let guid: [UInt8] = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    return try ProbeBank.level().chunks().changing("fmt ") {
      $0.payload =
        ChunkTree.pcm(tag: 0xFFFE, bits: 16) + ChunkTree.u16(22) + ChunkTree.u16(16) + ChunkTree.u32(4) + guid
    }.withTable()
  }

  /// A second wave in a format, without a region.
  private static func beside(tag: Int, bits: Int, channels: Int = 1) throws -> ChunkTree {
    var bank = ProbeBank.level()
    bank.add(wave: Array(Waves.ramp.prefix(600)))
    return try bank.chunks().changing("wvpl") {
      $0.children[1].change("fmt ") { $0.payload = ChunkTree.pcm(tag: tag, bits: bits, channels: channels) }
    }.withTable()
  }

  private static func badLink(_ cue: Int) throws -> ChunkTree {
    var bank = ProbeBank.level()
    bank.collection.instruments[0].regions.insert(.looped(0), at: 0)
    return try bank.chunks().changing("lrgn") {
      $0.children[0].change("wlnk") { $0.payload.replaceSubrange(8..<12, with: ChunkTree.u32(cue)) }
    }
  }

  private static func tooBig() throws -> [UInt8] {
    var bytes = try ProbeBank.level().bytes()
    bytes.replaceSubrange(4..<8, with: ChunkTree.u32(bytes.count))
    return bytes
  }

  /// The second loop would be of one frame at the end of the wave, which is silent.
  private static func twoLoops() throws -> ChunkTree {
    let wave = Waves.half + Waves.silence
    return try ProbeBank.one(wave) { $0.sample?.loop?.length = 64 }.chunks().changing("wsmp") {
      $0.payload.replaceSubrange(16..<20, with: ChunkTree.u32(2))
      // Its size, its kind, where it begins, how long it is.
      $0.payload += [16, 0, 127, 1].flatMap { ChunkTree.u32($0) }
    }
  }
}

extension ChunkTree {
  /// `fmt ` of 48000 frames a second.
  static func pcm(tag: Int, bits: Int, channels: Int = 1) -> [UInt8] {
    let frame = max(1, channels * bits / 8)
    return u16(tag) + u16(channels) + u32(48_000) + u32(48_000 * frame) + u16(frame) + u16(bits)
  }
}

extension ProbeBank {
  /// The loop is the wave's; the region has no parameters.
  static func waveLoop() -> ProbeBank {
    var bank = ProbeBank.level()
    bank.collection.waves[0]?.sample = bank.collection.instruments[0].regions[0].sample
    bank.collection.instruments[0].regions[0].sample = nil
    return bank
  }

  /// Regions for key 0, and one for key 60 behind them.
  static func crowded(regions: Int) -> ProbeBank {
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    bank.add([Region](repeating: .looped(wave, keys: 0...0), count: regions - 1) + [.looped(wave, keys: 60...60)])
    return bank
  }
}
