// SPDX-License-Identifier: MIT
// Writes files. Off-line.

import Glibc

/// The folder that the presets go to.
struct OutputFolder {
  var path: String

  /// Writes a file, making its folders; ends the program with a sentence where that fails.
  func write(_ bytes: [UInt8], to name: String) {
    var parent = ""
    for part in (path + "/" + name).split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      parent += part + "/"
      if !part.isEmpty { unsafe mkdir(parent, 0o755) }
    }
    let target = path + "/" + name
    guard let file = unsafe fopen(target, "wb") else { Self.fail(target) }
    let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    guard unsafe fclose(file) == 0, written == bytes.count else { Self.fail(target) }
    print("\(target): \(bytes.count) bytes")
  }

  /// Ends the program.
  static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

  private static func fail(_ target: String) -> Never {
    print("preset-generator: \(target): cannot be written")
    exit(73)
  }
}
