// SPDX-License-Identifier: MIT
// What is wrong with a rack file. Control threads.

/// A fault of a rack file: where it is, and what stood there.
public struct RackError: Error, Sendable, Equatable, CustomStringConvertible {
  /// From 1; nil where the file as a whole is meant.
  public let line: Int?
  /// The key that it stands at; nil for the whole file.
  public let key: String?
  /// What is wrong.
  public let problem: String

  /// The rest of a sentence that begins with the file's name.
  public var description: String {
    [line.map { "line \($0)" }, key.map { "key \($0)" }, problem].compactMap(\.self).joined(separator: ": ")
  }
}
