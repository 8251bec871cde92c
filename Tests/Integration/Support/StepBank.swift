// SPDX-License-Identifier: MIT
// The smallest DLS collections that show when a note begins, how high it is and whether it lasts. The test's thread.

import Foundation

/// A collection of one instrument (bank 0, program 0) with one wave, which key 60 plays at the rate it was made with.
enum StepBank {
  /// What the wave is.
  enum Kind {
    /// It begins with its loudest sample: 16 frames at full scale, then silence; no loop.
    case step
    /// A sine of 480 Hz at half of full scale, for as long as the key is down; 100 frames at 48000 Hz.
    case tone
  }

  /// Writes the collection to a file of its own, which the caller removes.
  static func write(_ kind: Kind = .step, rate: Int) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("step-\(UUID().uuidString).dls")
    try Data(bytes(kind, rate: rate)).write(to: file)
    return file
  }

  /// Source: DLS Level 1, chapter "File format"; all numbers little-endian. No articulation: full level while the key is
  /// down.
  private static func bytes(_ kind: Kind, rate: Int) -> [UInt8] {
    let values = samples(kind)
    let loop = kind == .tone ? long(1) + long(16) + long(0) + long(0) + long(values.count) : long(0)
    let sample = chunk("wsmp", long(20) + short(60) + short(0) + long(0) + long(0) + loop)
    let region = list(
      "rgn ",
      chunk("rgnh", short(0) + short(127) + short(0) + short(127) + short(0) + short(0)) + sample
        + chunk("wlnk", short(0) + short(0) + long(1) + long(0)))
    let instrument = list("ins ", chunk("insh", long(1) + long(0) + long(0)) + list("lrgn", region))
    let format = short(1) + short(1) + long(rate) + long(2 * rate) + short(2) + short(16)
    let wave = list("wave", chunk("fmt ", format) + chunk("data", values.flatMap(short)))
    return chunk(
      "RIFF",
      Array("DLS ".utf8) + chunk("colh", long(1)) + list("lins", instrument)
        + chunk("ptbl", long(8) + long(1) + long(0)) + list("wvpl", wave))
  }

  private static func samples(_ kind: Kind) -> [Int] {
    switch kind {
    case .step: (0..<256).map { $0 < 16 ? 32_767 : 0 }
    // A quarter of a period on, so that it begins with its loudest sample too.
    case .tone: (0..<100).map { Int((16_384 * cos(2 * .pi * Double($0) / 100)).rounded()) }
    }
  }

  private static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
    Array(name.utf8) + long(payload.count) + payload + (payload.count % 2 == 1 ? [0] : [])
  }

  private static func list(_ kind: String, _ payload: [UInt8]) -> [UInt8] {
    chunk("LIST", Array(kind.utf8) + payload)
  }

  private static func short(_ value: Int) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
  private static func long(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
