// SPDX-License-Identifier: MIT
// Chunks of DLS files with sensible contents, for tests that change one thing. Any thread.

/// `rgnh`.
func rgnh(
  keys: (Int, Int) = (0, 127), velocities: (Int, Int) = (0, 127), options: Int = 0, keyGroup: Int = 0,
  layer: Int? = nil
) -> [UInt8] {
  let layer = layer.map { u16($0) } ?? []
  return chunk(
    "rgnh", u16(keys.0, keys.1, velocities.0, velocities.1, options, keyGroup) + layer)
}

/// `wlnk`.
func wlnk(cue: Int = 0, options: Int = 0, phaseGroup: Int = 0, channels: Int = 1) -> [UInt8] {
  chunk("wlnk", u16(options, phaseGroup) + u32(channels, cue))
}

/// `wsmp` with loops of (kind, start, length).
func wsmp(
  unityNote: Int = 60, fineTune: Int = 0, gain: Int = 0, options: Int = 0, loops: [(Int, Int, Int)] = [],
  headerSize: Int = 20, loopSize: Int = 16, loopCount: Int? = nil
) -> [UInt8] {
  let header = u32(headerSize) + u16(unityNote, fineTune) + u32(gain, options, loopCount ?? loops.count)
  return chunk("wsmp", header + loops.flatMap { u32(loopSize, $0.0, $0.1, $0.2) })
}

/// A connection block.
func block(
  _ source: UInt16 = 0, _ control: UInt16 = 0, _ destination: UInt16, transform: UInt16 = 0, scale: Int = 0
) -> [UInt8] {
  u16(Int(source), Int(control), Int(destination), Int(transform)) + u32(scale)
}

/// `art1` or `art2`.
func art(_ name: String, _ blocks: [[UInt8]], headerSize: Int = 8, stated: Int? = nil) -> [UInt8] {
  chunk(name, u32(headerSize, stated ?? blocks.count) + blocks.flatMap(\.self))
}

/// `lar2` (or `lart`) that sets one thing, and a condition.
func articulation(
  _ type: String = "lar2", _ destination: UInt16 = 0x209, scale: Int = 0, condition: [UInt8]? = nil
) -> [UInt8] {
  let condition = condition.map { [chunk("cdl ", $0)] } ?? []
  return list(type, condition + [art(type == "lart" ? "art1" : "art2", [block(0, 0, destination, scale: scale)])])
}

/// `rgn2` with the given children.
func region(_ children: [[UInt8]] = [rgnh(), wlnk()], type: String = "rgn2") -> [UInt8] { list(type, children) }

/// `insh`.
func insh(regions: Int = 1, bank: Int = 0, program: Int = 0) -> [UInt8] {
  chunk("insh", u32(regions, bank, program))
}

/// `ins ` whose header counts its regions.
func instrument(
  _ regions: [[UInt8]] = [region()], bank: Int = 0, program: Int = 0, extras: [[UInt8]] = [], stated: Int? = nil
) -> [UInt8] {
  list(
    "ins ",
    [insh(regions: stated ?? regions.count, bank: bank, program: program), list("lrgn", regions)] + extras)
}

/// `fmt ` of 16 bytes.
func fmt(tag: Int = 1, channels: Int = 1, rate: Int = 22_050, bits: Int = 16) -> [UInt8] {
  let frame = channels * bits / 8
  return chunk("fmt ", u16(tag, channels) + u32(rate, rate * frame) + u16(frame, bits))
}

/// Sixteen bytes of sound: eight frames of 16 bits.
let sound: [UInt8] = u16(0, 11_585, 16_384, 11_585, 0, -11_585, -16_384, -11_585)

/// `wave` with the given children.
func wave(_ children: [[UInt8]] = [fmt(), chunk("data", sound)], stated: Int? = nil) -> [UInt8] {
  list("wave", children, stated: stated)
}

/// `ptbl` with entries of four bytes.
func ptbl(_ offsets: [Int], headerSize: Int = 8, stated: Int? = nil) -> [UInt8] {
  chunk("ptbl", u32(headerSize, stated ?? offsets.count) + offsets.flatMap { u32($0) })
}

/// A file of which each part may be replaced; counts and offsets are right unless they are given.
struct Bank {
  /// Lists of type `ins `.
  var instruments = [instrument()]
  /// Lists of type `wave`.
  var waves = [wave()]
  /// `colh` in place of the right one.
  var header: [UInt8]?
  /// `ptbl` in place of the right one; empty for none.
  var table: [UInt8]?
  /// At the beginning of the form.
  var prefix: [[UInt8]] = []
  /// At the end of the form.
  var suffix: [[UInt8]] = []

  /// Where each wave begins in the pool.
  var offsets: [Int] { waves.indices.map { waves[..<$0].reduce(0) { $0 + $1.count } } }

  /// The file.
  var bytes: [UInt8] {
    let pool = [table ?? ptbl(offsets), list("wvpl", waves)]
    return form(prefix + [header ?? chunk("colh", u32(instruments.count)), list("lins", instruments)] + pool + suffix)
  }
}

/// A file of one instrument with these regions.
func bank(_ regions: [[UInt8]], extras: [[UInt8]] = []) -> Bank {
  Bank(instruments: [instrument(regions, extras: extras)])
}

/// A file of one region with these children beside its header and link.
func bank(regionWith children: [[UInt8]]) -> Bank { bank([region([rgnh(), wlnk()] + children)]) }

/// A file of one wave with these children.
func bank(waveWith children: [[UInt8]]) -> Bank { Bank(waves: [wave(children)]) }
