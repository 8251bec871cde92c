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

  private static var folders: [String] {
    var folders: [String] = []
    if let named = unsafe getenv("WAVESINK_DATA") { unsafe folders.append(String(cString: named)) }
    guard var folder = executableFolder else { return folders }
    folders.append(folder + "/../share/wavesink")
    // A build lies a few folders below its package.
    for _ in 0..<6 {
      guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { break }
      folder = String(folder[..<slash])
      if isReadable(folder + "/Package.swift") { folders.append(folder + "/Presets") }
    }
    return folders
  }

  private static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  private static var executableFolder: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }
}
