// SPDX-License-Identifier: MIT
// What is the same in the program's JSON about every kind of file. The test's thread.

import Foundation
import Testing

/// A file as the program's JSON tells it.
protocol Inspected: Decodable {}

extension Inspected {
  /// What `wavesink inspect --json` says about a file.
  init(of path: String, in folder: TemporaryFolder) throws {
    let run = try WavesinkRun(["inspect", path, "--json"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "")
    self = try JSONDecoder().decode(Self.self, from: Data(run.output))
  }
}

/// A warning.
struct InspectedFinding: Decodable, Equatable {
  let kind: String
  let offset: Int
}
