// SPDX-License-Identifier: MIT
// A small collection, made byte by byte. Any thread.

import Foundation

/// A collection of three instruments: program 0 is a constant at full scale, program 1 a sine of 441 Hz at key 69, and
/// program 2 two clicks a fifth of a second apart, which ring on for longer than that.
enum TestBank {
  /// Frames of the waves of programs 0 and 1, all of them looped: a period of the sine at 44.1 kHz.
  static let frameCount = 100
  /// The whole file.
  static let bytes = bank(name: "Test Bank")

  /// The file under another name.
  static func bank(name: String) -> [UInt8] {
    let constant = [Int](repeating: 32_767, count: frameCount)
    let sine = (0..<frameCount).map { Int((32_767 * sin(2 * .pi * Double($0) / Double(frameCount))).rounded()) }
    let clicks = [30_000] + [Int](repeating: 0, count: 8819) + [30_000, 0]
    let waves = [wave("Constant", constant), wave("Sine", sine), wave("Clicks", clicks)]
    // Attenuated over 10 s: 1200 times the base-2 logarithm of the time, 16 bits of it behind the point.
    let release = list("lar2", [chunk("art2", u32(8, 1) + u16(0, 0, 0x209, 0) + u32(3986 * 65_536))])
    let instruments = [
      instrument("Full Scale", program: 0, loopCount: 1), instrument("Whistle", program: 1, loopCount: 1),
      instrument("Echo", program: 2, loopCount: 0, articulation: release),
    ]
    let offsets = waves.indices.map { waves[..<$0].reduce(0) { $0 + $1.count } }
    return chunk(
      "RIFF",
      text("DLS ") + chunk("colh", u32(instruments.count)) + list("lins", instruments)
        + chunk("ptbl", u32(8, waves.count) + offsets.flatMap { u32($0) }) + list("wvpl", waves)
        + list("INFO", [chunk("INAM", text(name) + [0])]))
  }

  /// A chunk and its padding.
  static func chunk(_ identifier: String, _ payload: [UInt8]) -> [UInt8] {
    text(identifier) + u32(payload.count) + payload + (payload.count % 2 == 1 ? [0] : [])
  }

  private static func list(_ type: String, _ children: [[UInt8]]) -> [UInt8] {
    chunk("LIST", text(type) + children.flatMap(\.self))
  }

  private static func instrument(
    _ name: String, program: Int, loopCount: Int, articulation: [UInt8] = []
  ) -> [UInt8] {
    let header = u16(0, 127, 0, 127, 0, 0)
    let sample = u32(20) + u16(69, 0) + u32(0, 0, loopCount) + (loopCount == 0 ? [] : u32(16, 0, 0, frameCount))
    let region = list(
      "rgn2", [chunk("rgnh", header), chunk("wsmp", sample), chunk("wlnk", u16(0, 0) + u32(1, program))])
    return list(
      "ins ",
      [
        chunk("insh", u32(1, 0, program)), list("lrgn", [region]), articulation,
        list("INFO", [chunk("INAM", text(name) + [0])]),
      ])
  }

  private static func wave(_ name: String, _ samples: [Int]) -> [UInt8] {
    list(
      "wave",
      [
        chunk("fmt ", u16(1, 1) + u32(44_100, 88_200) + u16(2, 16)),
        chunk("data", samples.flatMap { u16($0) }), list("INFO", [chunk("INAM", text(name) + [0])]),
      ])
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func u16(_ values: Int...) -> [UInt8] {
    values.flatMap { value in (0..<2).map { UInt8(value >> (8 * $0) & 0xFF) } }
  }

  private static func u32(_ values: Int...) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
  }
}
