// SPDX-License-Identifier: MIT
// A folder for the files of one test. The test's thread.

import Foundation

/// A folder of its own for each test, removed with all that is in it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "wavesink-command-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  static func / (folder: TemporaryFolder, name: String) -> String { "\(folder.path)/\(name)" }

  /// What lies in the folder, hidden files too, in order.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// Makes a file; returns its path.
  @discardableResult func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: self / name))
    return self / name
  }

  /// The bytes of a file; nil when it is not there.
  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: self / name).map { Array($0) } }
}
