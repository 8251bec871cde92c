// SPDX-License-Identifier: MIT
// A small bank as the bytes of a file. Any thread.

/// The bytes of a file with one program on each of the given numbers, all of which play a constant level.
struct BankBytes {
  /// Program numbers, in file order.
  var programs: [Int]
  /// Each frame of the wave, which loops.
  var level: Int16
  /// Frames of another wave in its place; it loops over the first 64 of them.
  var shape: [Int16]?
  /// Adds a region that names a wave of no length.
  var hasBrokenRegion = false

  var bytes: [UInt8] {
    let regions = [region(cue: 0)] + (hasBrokenRegion ? [region(cue: 1)] : [])
    let instruments = programs.map { program in
      list("ins ", [chunk("insh", u32(regions.count, 0, program)), list("lrgn", regions)])
    }
    let format = chunk("fmt ", u16(1, 1) + u32(48_000, 96_000) + u16(2, 16))
    let frames = (shape ?? [Int16](repeating: level, count: 64)).flatMap { u16(Int(UInt16(bitPattern: $0))) }
    let waves = [list("wave", [format, chunk("data", frames)]), list("wave", [format, chunk("data", [])])]
    let content = [
      chunk("colh", u32(instruments.count)), list("lins", instruments),
      chunk("ptbl", u32(8, 2, 0, waves[0].count)), list("wvpl", waves),
    ]
    return chunk("RIFF", Array("DLS ".utf8) + content.flatMap(\.self))
  }

  private func region(cue: Int) -> [UInt8] {
    list(
      "rgn2",
      [
        chunk("rgnh", u16(0, 127, 0, 127, 0, 0)), chunk("wlnk", u16(0, 0) + u32(1, cue)),
        chunk("wsmp", u32(20) + u16(60, 0) + u32(0, 0, 1) + u32(16, 0, 0, 64)),
      ])
  }

  private func u16(_ values: Int...) -> [UInt8] { values.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8 & 0xFF)] } }
  private func u32(_ values: Int...) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
  }
  private func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] { Array(name.utf8) + u32(payload.count) + payload }
  private func list(_ type: String, _ children: [[UInt8]]) -> [UInt8] {
    chunk("LIST", Array(type.utf8) + children.flatMap(\.self))
  }
}
