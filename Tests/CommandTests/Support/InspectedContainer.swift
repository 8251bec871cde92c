// SPDX-License-Identifier: MIT
// What holds a bank as the program's JSON tells it. The test's thread.

/// What the tests read of the JSON; fields are never renamed.
struct InspectedContainer: Inspected {
  struct Finding: Decodable, Equatable {
    let kind: String
    let offset: Int
    let problem: String?
    let expected: String
    let found: String
  }

  struct Container: Decodable {
    let format: String
    let bankOffset: Int
    let unpackedFrom: Int?
    let warnings: [Finding]?
    let omittedWarningCount: Int?
    let departures: [Finding]?
    let omittedDepartureCount: Int?
  }

  /// Of the bank.
  let format: String
  /// Nil for a file that is a bank.
  let container: Container?
}
