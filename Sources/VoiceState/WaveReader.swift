// SPDX-License-Identifier: MIT
// Where one voice reads its wave. Audio thread.

/// Where one voice reads its wave. Positions in wave frames, 32.32 fixed point.
@safe @frozen public struct WaveReader: BitwiseCopyable {
  /// Frame 0; `VoiceLayout.guardFrames` frames before it and after `endQ32` may be read. None for an idle lane.
  public var frames = WaveFrames.none
  /// The next position to be read.
  public var positionQ32: UInt64 = 0
  /// Wave frames per output frame, at least 1 ulp, so that no loop over a stretch stands still.
  public var stepQ32: UInt64 = 1
  /// Where the loop turns back, or the wave ends.
  public var endQ32: UInt64 = 0
  /// How far it turns back; 0 for a wave that ends.
  public var loopLengthQ32: UInt64 = 0

  /// An idle lane.
  @inlinable public init() {}

  /// True once a wave without loop has been read to its end.
  @inlinable public var isAtEnd: Bool { loopLengthQ32 == 0 && positionQ32 >= endQ32 }
}
