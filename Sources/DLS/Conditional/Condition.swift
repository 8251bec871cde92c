// SPDX-License-Identifier: MIT
// A conditional chunk that was run while a file was read. Any thread but audio.

/// `cdl `: a program that says whether the list around it is for this device.
public struct Condition: Sendable, Equatable {
  /// Index of the program's first byte in the file.
  public var offset: Int
  /// The lists around it, as in `Warning`.
  public var path: String
  /// The operations, as they stand in the file.
  public var program: ArraySlice<UInt8>
  /// What came of it.
  public var answer: Answer

  /// What a condition says.
  public enum Answer: String, Sendable {
    case yes, no
    /// It cannot be run.
    case faulty
  }
}
