// SPDX-License-Identifier: MIT
// The SoundFonts of Debian's packages. The test's thread.

import Foundation

/// Paths of banks that are installed; large ones first.
enum SoundFontPackages {
  /// Version 2.
  static let uncompressed = installed(["sf2/FluidR3_GM.sf2", "sf2/TimGM6mb.sf2"])
  /// Version 3.
  static let compressed = installed(["sf3/MuseScore_General_Lite.sf3"])

  private static func installed(_ names: [String]) -> [String] {
    names.map { "/usr/share/sounds/" + $0 }.filter { FileManager.default.fileExists(atPath: $0) }
  }
}
