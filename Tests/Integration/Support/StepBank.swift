// SPDX-License-Identifier: MIT
// The smallest DLS collection that shows when a note begins. The test's thread.

import Foundation

/// A collection of one instrument (bank 0, program 0) whose every key is a wave that begins with its loudest sample.
///
/// 16 frames at full scale, then silence; no loop, no articulation. Key 60 plays it at the rate it was made with.
enum StepBank {
  /// Frames that are not silent.
  static let soundingFrames = 16

  /// Writes the collection to a file of its own, which the caller removes.
  static func write(rate: Int) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("step-\(UUID().uuidString).dls")
    try Data(bytes(rate: rate)).write(to: file)
    return file
  }

  /// Source: DLS Level 1, chapter "File format"; all numbers little-endian.
  static func bytes(rate: Int) -> [UInt8] {
    let sample = chunk("wsmp", long(20) + short(60) + short(0) + long(0) + long(0) + long(0))
    let region = list(
      "rgn ",
      chunk("rgnh", short(0) + short(127) + short(0) + short(127) + short(0) + short(0)) + sample
        + chunk("wlnk", short(0) + short(0) + long(1) + long(0)))
    let instrument = list("ins ", chunk("insh", long(1) + long(0) + long(0)) + list("lrgn", region))
    let samples = (0..<256).flatMap { short($0 < soundingFrames ? 32_767 : 0) }
    let format = short(1) + short(1) + long(rate) + long(2 * rate) + short(2) + short(16)
    let wave = list("wave", chunk("fmt ", format) + chunk("data", samples))
    return chunk(
      "RIFF",
      Array("DLS ".utf8) + chunk("colh", long(1)) + list("lins", instrument)
        + chunk("ptbl", long(8) + long(1) + long(0)) + list("wvpl", wave))
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
