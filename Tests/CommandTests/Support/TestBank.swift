// SPDX-License-Identifier: MIT
// A small collection, made byte by byte. Any thread.

import Foundation

/// A collection of two instruments: program 0 is a constant at full scale, program 1 a sine of 441 Hz at key 69.
enum TestBank {
  /// Frames of each wave, all of them looped: a hundred of a sine at 44.1 kHz, of which a period takes a hundred.
  static let frameCount = 100
  /// The whole file.
  static let bytes = bank(name: "Test Bank")

  /// The file under another name.
  static func bank(name: String) -> [UInt8] {
    let constant = [Int](repeating: 32_767, count: frameCount)
    let sine = (0..<frameCount).map { Int((32_767 * sin(2 * .pi * Double($0) / Double(frameCount))).rounded()) }
    let waves = [wave("Constant", constant), wave("Sine", sine)]
    let instruments = [instrument("Full Scale", program: 0), instrument("Whistle", program: 1)]
    return chunk(
      "RIFF",
      text("DLS ") + chunk("colh", u32(instruments.count)) + list("lins", instruments)
        + chunk("ptbl", u32(8, waves.count, 0, waves[0].count)) + list("wvpl", waves)
        + list("INFO", [chunk("INAM", text(name) + [0])]))
  }

  /// A chunk and its padding.
  static func chunk(_ identifier: String, _ payload: [UInt8]) -> [UInt8] {
    text(identifier) + u32(payload.count) + payload + (payload.count % 2 == 1 ? [0] : [])
  }

  private static func list(_ type: String, _ children: [[UInt8]]) -> [UInt8] {
    chunk("LIST", text(type) + children.flatMap(\.self))
  }

  private static func instrument(_ name: String, program: Int) -> [UInt8] {
    let header = u16(0, 127, 0, 127, 0, 0)
    let sample = u32(20) + u16(69, 0) + u32(0, 0, 1) + u32(16, 0, 0, frameCount)
    let region = list(
      "rgn2", [chunk("rgnh", header), chunk("wsmp", sample), chunk("wlnk", u16(0, 0) + u32(1, program))])
    return list(
      "ins ",
      [
        chunk("insh", u32(1, 0, program)), list("lrgn", [region]),
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
