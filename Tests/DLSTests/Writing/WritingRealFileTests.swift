// SPDX-License-Identifier: MIT
// Writes collections that other programs made, and the project's own bank. Any thread.

import DLS
import Foundation
import Testing

@Suite struct WritingRealFileTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let bank = package.appending(path: "Presets/Banks/wavesink-gm.dls")

  /// Files beside the project, which are not part of it, and where the collection stands in each.
  private static let others = [("BlueIce.dls", 0), ("Streetwise.dls", 0), ("Leadsol.mxmf", 88)]
    .map { (package.deletingLastPathComponent().appending(path: "shared/data/\($0.0)"), $0.1) }
    .filter { FileManager.default.fileExists(atPath: $0.0.path) }

  @Test(arguments: [(bank, 0)] + others)
  func `a real collection reads back as it was`(file: URL, start: Int) throws {
    let bytes = Array(try Data(contentsOf: file))
    // The container goes on behind the collection, and its size says where.
    let end = start == 0 ? bytes.count : start + 563_694
    try expectIdentity(Collection.read(bytes[start..<end]).collection)
  }

  @Test func `the built-in bank is written byte for byte`() throws {
    let bytes = try FileBytes.read(Self.bank.path)
    #expect(try Collection.read(bytes).collection.written() == bytes)
  }
}
