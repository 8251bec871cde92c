// SPDX-License-Identifier: MIT
// What was wrong with a file that could be read all the same. Any thread but audio.

/// One finding in a file: where it is and what it is, as facts; `description` makes the sentence.
public struct Warning: Sendable, Equatable {
  /// Index of a byte of the file.
  public var offset: Int
  /// The lists around it, numbered from 1: "lins/ins 3/rgn 2". Empty at the top of the file.
  public var path: String
  /// The finding.
  public var kind: Kind

  /// A finding at byte `offset`. Thread: any.
  public init(offset: Int, path: String, kind: Kind) {
    self.offset = offset
    self.path = path
    self.kind = kind
  }
}
