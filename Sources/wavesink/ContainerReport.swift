// SPDX-License-Identifier: MIT
// The file that carries a bank as values for programs: `wavesink inspect --json`. Main thread.

import MIDI

/// What holds a bank. Names stay: fields are added, never renamed.
struct ContainerReport: Encodable {
  /// A warning, or a departure from the standard.
  struct Finding: Encodable {
    let kind: String
    let offset: Int
    /// What is wrong and what was done about it; a departure changes nothing.
    let problem: String?
    let expected: String
    let found: String
  }

  /// "rmid" or "xmf".
  let format: String
  /// What is added to the numbers of the bank's banks, drums left alone.
  let bankOffset: Int
  /// Where in the file the bank is packed: the offsets of its own findings are those of what came out.
  let unpackedFrom: Int?
  // Of several banks in one file only the first has what is odd about the file: many would repeat many findings.
  let warnings: [Finding]?
  let omittedWarningCount: Int?
  let departures: [Finding]?
  let omittedDepartureCount: Int?

  init(_ container: Song.EmbeddedBanks, of bank: Song.EmbeddedBank, isFirst: Bool, isXMF: Bool) {
    format = isXMF ? "xmf" : "rmid"
    bankOffset = bank.bankOffset
    unpackedFrom = bank.unpackedFrom
    warnings = isFirst ? container.warnings.map(Finding.init) : nil
    omittedWarningCount = isFirst ? container.omittedWarningCount : nil
    departures = isFirst ? container.departures.map(Finding.init) : nil
    omittedDepartureCount = isFirst ? container.omittedDepartureCount : nil
  }
}

extension ContainerReport.Finding {
  fileprivate init(_ warning: Song.Warning) {
    self.init(
      kind: warning.problem.code, offset: warning.offset, problem: warning.what, expected: warning.expected,
      found: warning.found.description)
  }

  fileprivate init(_ departure: Song.Departure) {
    self.init(
      kind: departure.kind.code, offset: departure.offset, problem: nil, expected: departure.expected,
      found: departure.found.description)
  }
}
