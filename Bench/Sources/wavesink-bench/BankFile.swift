// SPDX-License-Identifier: MIT
// A bank for those who read files only.

import Foundation

/// A bank that lies in a temporary file while it is loaded.
struct BankFile {
  let bytes: [UInt8]

  /// Calls `load` with the path of the file.
  func withPath<Result>(_ load: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("wavesink-bench-\(ProcessInfo.processInfo.processIdentifier).dls")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try load(url.path)
  }
}
