// SPDX-License-Identifier: MIT
// One connection block of an articulation. Any thread but audio.

/// A connection block: `destination += scale · transform(source) · transform(control)`.
///
/// The four codes keep the file's numbers, so that nothing is lost on the way; the named ones stand in
/// `Connection+Codes.swift`. A Level 1 block is kept in its Level 2 meaning, decoded by the parser.
public struct Connection: Sendable, Equatable {
  /// `usSource`.
  public var source: UInt16
  /// `usControl`.
  public var control: UInt16
  /// `usDestination`.
  public var destination: UInt16
  /// `usTransform`, in Level 2's layout.
  public var transform: UInt16
  /// `lScale`, 16.16 fixed point in the destination's unit.
  public var scale: Int32

  /// Codes as in the file, `transform` in Level 2's layout, `scale` 16.16. Thread: any.
  public init(source: UInt16, control: UInt16, destination: UInt16, transform: UInt16, scale: Int32) {
    self.source = source
    self.control = control
    self.destination = destination
    self.transform = transform
    self.scale = scale
  }
}
