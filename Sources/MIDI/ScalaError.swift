// SPDX-License-Identifier: MIT
// Why a Scala file is no scale. Any thread.

/// What is wrong with a Scala file, and in which line, counted from 1.
public struct ScalaError: Error, Equatable, CustomStringConvertible {
  /// What was found where something else was expected.
  public enum Reason: Equatable, Sendable {
    /// The file ends before the number of notes.
    case noCount
    /// This stands where the number of notes was expected, 1 to 1024.
    case badCount(String)
    /// This stands where a pitch was expected.
    case badPitch(String)
    /// The file ends after so many pitches of so many.
    case tooFew(found: Int, expected: Int)
  }

  /// The line, counted from 1.
  public let line: Int
  /// What was wrong there.
  public let reason: Reason

  /// One sentence without a full stop.
  public var description: String {
    switch reason {
    case .noCount: "line \(line): the file ends where the number of notes was expected"
    case .badCount(let found): "line \(line): \"\(found)\" stands where the number of notes was expected, 1 to 1024"
    case .badPitch(let found):
      "line \(line): \"\(found)\" stands where a pitch was expected: cents with a point, or a ratio"
    case .tooFew(let found, let expected): "line \(line): the file ends after \(found) of \(expected) notes"
    }
  }
}
