// SPDX-License-Identifier: MIT
// A moment on the host timeline. Any thread.

/// A moment on the 64-bit host timeline, in frames since the client was activated.
@frozen public struct FrameTime: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Frames since the beginning of the timeline.
  public var frames: Int64

  /// `frames`: since the beginning of the timeline. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public init(_ frames: Int64) { self.frames = frames }

  /// The beginning of the timeline.
  @inlinable public static var zero: FrameTime { FrameTime(0) }

  /// Whether `left` is before `right`. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public static func < (left: FrameTime, right: FrameTime) -> Bool { left.frames < right.frames }

  /// A moment `distance` frames later. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public static func + (time: FrameTime, distance: Int) -> FrameTime {
    FrameTime(time.frames &+ Int64(distance))
  }

  /// The distance in frames from `right` to `left`. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public static func - (left: FrameTime, right: FrameTime) -> Int {
    Int(left.frames &- right.frames)
  }
}
