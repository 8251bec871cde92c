// SPDX-License-Identifier: MIT
// Numbers of a file that a collection has otherwise than they stand there. Any thread but audio.

/// A number that was read as another one of the same meaning. What is wrong with a number is a `Warning` or a
/// `Departure`, which see; this is what stood there.
public struct Translation: Sendable, Equatable {
  /// Index of a byte of the file: where the number stands.
  public var offset: Int
  /// The lists around it, numbered from 1: "lins/ins 3/rgn 2". Empty at the top of the file.
  public var path: String
  /// The field that holds it.
  public var field: Field
  /// The number in the file.
  public var found: UInt32
  /// The number in the collection.
  public var used: UInt32

  /// A number at byte `offset`. Thread: any.
  public init(offset: Int, path: String, field: Field, found: UInt32, used: UInt32) {
    self.offset = offset
    self.path = path
    self.field = field
    self.found = found
    self.used = used
  }

  /// A field, by its name in the specification.
  public enum Field: String, Sendable {
    /// Transform of a Level 1 connection (`art1`), in Level 2's layout.
    case usTransform
    /// What a loop does at note-off (`wsmp`): 2 is loop and release, what nobody knows loops forward.
    case ulLoopType
    /// Upper end of the velocities of a region (`rgnh`): 0 to 0 means all.
    case rangeVelocity = "RangeVelocity"
    /// Speakers of a region (`wlnk`): none means mono.
    case ulChannel
    /// Bits of a sample (`fmt `): 16 where the file tells what comes out of eight.
    case wBitsPerSample
  }
}
