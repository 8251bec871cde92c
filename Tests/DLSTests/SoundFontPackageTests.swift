// SPDX-License-Identifier: MIT
// Reads the SoundFonts of Debian's packages, where they are installed. Any thread.

import DLS
import Foundation
import Testing

private let folder = "/usr/share/sounds/"

private func isInstalled(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + name) }

private func read(_ name: String) throws -> SoundFontReading { try SoundFont.read(ByteSource(path: folder + name)) }

@Suite struct SoundFontPackageTests {
  @Test(arguments: ["sf2/FluidR3_GM.sf2", "sf2/TimGM6mb.sf2", "sf3/MuseScore_General_Lite.sf3"])
  func scratch(name: String) throws {
    let clock = ContinuousClock()
    var reading = try read(name)
    let time = try clock.measure { reading = try read(name) }
    print(
      name, time, reading.soundFont.version, reading.soundFont.presets.count, reading.soundFont.instruments.count,
      reading.soundFont.samples.count, reading.warnings.count, reading.ignoredChunks)
    var counts: [String: Int] = [:]
    for w in reading.warnings { counts[w.kind.code, default: 0] += 1 }
    print(counts)
    var seen: [String: Int] = [:]
    for w in reading.warnings { seen[w.kind.code, default: 0] += 1; if seen[w.kind.code]! <= 6 { print("  ", w) } }
  }
}
