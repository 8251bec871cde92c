// SPDX-License-Identifier: MIT
// Songs and banks that other programs made, beside the project. Any thread.

import Foundation

/// The folder of real files beside the project; they are not part of it.
enum RealFiles {
  static let folder = package.deletingLastPathComponent().appending(path: "shared/data").path

  /// The folder of `Package.swift`.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let isAtHand = FileManager.default.fileExists(atPath: folder)

  /// Files of the folder with an extension, in order.
  static func names(_ fileExtension: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix("." + fileExtension) }.sorted()
  }
}
