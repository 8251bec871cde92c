// SPDX-License-Identifier: MIT
// Where the built-in bank is. Main thread.

import Glibc

/// The files that come with the program.
enum DataFolder {
  /// The General MIDI bank, or nil where none is installed: in `WAVESINK_DATA`, beside the program's prefix, or in the
  /// checkout that the program was built in.
  static var builtInBank: String? {
    folders.lazy.map { $0 + "/Banks/wavesink-gm.dls" }.first(where: isReadable)
  }

  /// The folder with the panel's page; nil where none is installed.
  static var panel: String? {
    let places = folders.map { $0 + "/Panel" } + checkouts.map { $0 + "/Sources/Panel/Assets" }
    return places.first { isReadable($0 + "/index.html") }
  }

  /// The folders with banks that come with the program, and those where systems keep SoundFonts.
  static var bankFolders: [String] {
    folders.map { $0 + "/Banks" }.filter(isReadable) + [
      "/usr/share/sounds/sf2", "/usr/share/sounds/sf3", "/usr/share/soundfonts", "/usr/local/share/soundfonts",
    ]
  }

  private static var folders: [String] {
    var folders: [String] = []
    if let named = unsafe getenv("WAVESINK_DATA") { unsafe folders.append(String(cString: named)) }
    guard let folder = executableFolder else { return folders }
    folders.append(folder + "/../share/wavesink")
    return folders + checkouts.map { $0 + "/Presets" }
  }

  /// The checkout that the program was built in, where it still lies there: a build lies a few folders below its package.
  private static var checkouts: [String] {
    guard var folder = executableFolder else { return [] }
    var checkouts: [String] = []
    for _ in 0..<6 {
      guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { break }
      folder = String(folder[..<slash])
      if isReadable(folder + "/Package.swift") { checkouts.append(folder) }
    }
    return checkouts
  }

  private static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  /// The path of this program.
  static var program: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static var executableFolder: String? {
    guard let path = program else { return nil }
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }
}
