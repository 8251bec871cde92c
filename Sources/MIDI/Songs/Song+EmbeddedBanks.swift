// SPDX-License-Identifier: MIT
// The banks that a song's file brings with it, and the file around them. Any thread but the audio thread.

extension Song {
  /// The banks in a file, and what is odd about the file around them.
  public struct EmbeddedBanks: Sendable {
    /// In the order of the file, or of its tree.
    public let banks: [EmbeddedBank]
    /// What is wrong with the file around them, in the order of the file; the first hundred that were met.
    public let warnings: [Warning]
    /// Warnings beyond those.
    public let omittedWarningCount: Int
    /// What the standard of the container has otherwise, without any effect, in the order of the file; the first hundred
    /// that were met.
    public let departures: [Departure]
    /// Departures beyond those.
    public let omittedDepartureCount: Int

    init(_ container: SongContainer) {
      banks = container.banks
      warnings = Self.inFileOrder(container.warnings.kept, by: \.offset)
      omittedWarningCount = container.warnings.omittedCount
      departures = Self.inFileOrder(container.warnings.departures, by: \.offset)
      omittedDepartureCount = container.warnings.omittedDepartureCount
    }

    /// What stands at one place stays in the order of reading.
    private static func inFileOrder<Finding>(_ findings: [Finding], by offset: KeyPath<Finding, Int>) -> [Finding] {
      findings.enumerated()
        .sorted { ($0.element[keyPath: offset], $0.offset) < ($1.element[keyPath: offset], $1.offset) }
        .map(\.element)
    }
  }

  /// The banks in a file, and what is odd about the file around them: in an RMID or XMF file with or without a song; none
  /// in a Standard MIDI File.
  ///
  /// Throws where the bytes are none of these. Thread: any but audio.
  public static func embeddedBanks(in bytes: [UInt8]) throws(SongError) -> EmbeddedBanks {
    EmbeddedBanks(try SongContainer(bytes: bytes))
  }
}
