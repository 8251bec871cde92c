// SPDX-License-Identifier: MIT
// A wave in memory as the oscillator reads it. Laid out on the downloader thread by `WaveLayout`.

import VoiceState

/// A wave with guard frames on both sides and its loop prepared, so that an interpolator never reads past an end.
///
/// A loop is stored a few frames beyond its end, as if it went on: the reader turns back there, when all the
/// neighbours that it reads are frames of the loop. What follows the loop in the file is stored apart, as the tail.
@safe struct PreparedWave: BitwiseCopyable, @unchecked Sendable {
  // Safe because the samples are written before the bank is published, only read after, and outlive every voice.
  /// Frame 0.
  var frames = WaveFrames.none
  /// Where the reader turns back, or the wave ends.
  var endQ32: UInt64 = 0
  /// 0 for a one-shot wave; otherwise the loop as it stands in memory, where a short one is repeated.
  var loopLengthQ32: UInt64 = 0
  /// The loop as it stands in the file.
  var loopPeriodQ32: UInt64 = 0
  /// For a loop that ends with the note: where the loop's first frame stands again, followed by the rest of the wave;
  /// 0 for a loop that goes on through the release.
  var tailStartQ32: UInt64 = 0
  /// Where the loop's first frame stands in the loop, and where the tail ends.
  var loopStartQ32: UInt64 = 0
  var tailEndQ32: UInt64 = 0
  /// How many levels there are of the wave, and how many waves further the first of them stands (`WaveLevels`).
  var levelCount: Int32 = 0
  var levelOffset: Int32 = 0

  /// A reader at the beginning of the wave. Thread: audio.
  @_noLocks @_noAllocation
  func reader() -> WaveReader {
    var reader = WaveReader()
    reader.frames = frames
    reader.endQ32 = endQ32
    reader.loopLengthQ32 = loopLengthQ32
    return reader
  }

  /// Lets a reader leave its loop and play the rest of the wave. Thread: audio.
  @_noLocks @_noAllocation
  func leaveLoop(_ reader: inout WaveReader) {
    guard tailStartQ32 > 0, reader.loopLengthQ32 > 0 else { return }
    var position = reader.positionQ32
    if position >= loopStartQ32 {
      // The loop is stored more than once: back to where it stands in the file.
      let offset = (position &- loopStartQ32) % loopPeriodQ32
      position = tailStartQ32 &+ offset
    } else {
      // Still before the loop: the beginning is stored in front of the tail as well.
      position = tailStartQ32 &- (loopStartQ32 &- position)
    }
    reader.positionQ32 = position
    reader.endQ32 = tailEndQ32
    reader.loopLengthQ32 = 0
  }
}
