// SPDX-License-Identifier: MIT
// A moment on the master clock. Any thread.

/// A moment on the master clock, in units of 100 nanoseconds since the beginning of the host timeline.
@frozen public struct ReferenceTime: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Units in a second.
  @inlinable public static var unitsPerSecond: Int64 { 10_000_000 }

  /// Units of 100 nanoseconds.
  public var hundredNanoseconds: Int64

  /// `hundredNanoseconds`: since the beginning of the timeline. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public init(_ hundredNanoseconds: Int64) { self.hundredNanoseconds = hundredNanoseconds }

  /// The beginning of the timeline.
  @inlinable public static var zero: ReferenceTime { ReferenceTime(0) }

  /// Whether `left` is before `right`. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public static func < (left: ReferenceTime, right: ReferenceTime) -> Bool {
    left.hundredNanoseconds < right.hundredNanoseconds
  }
}
