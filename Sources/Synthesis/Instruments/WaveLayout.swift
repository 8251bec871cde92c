// SPDX-License-Identifier: MIT
// How a wave and its loop are laid out in sample memory. Downloader thread.

import DLS
import VoiceState

/// The places of one wave, with one loop, in the arena; in frames.
struct WaveLayout: Hashable {
  /// A loop is repeated in memory until it is at least this long, so that a reader of ordinary
  /// pitch turns back once a cell at most.
  static let shortestLoopFrames = 64

  /// Which wave of the bank: for a DLS collection an index into its `waves`.
  private(set) var cue: Int
  /// Which of the wave's channels.
  private(set) var channel: Int
  /// Frames of the wave in the file.
  let frameCount: Int
  /// The loop within the wave, clamped to it; `loopLength` 0 for a one-shot wave.
  let loopStart: Int
  let loopLength: Int
  /// The rest of the wave is played after note-off.
  let leavesLoop: Bool

  /// Clamps the loop to the wave; one that has no frame left makes the wave one-shot.
  init(cue: Int, channel: Int = 0, frameCount: Int, loop: SampleParameters.Loop?) {
    self.cue = cue
    self.channel = channel
    self.frameCount = frameCount
    let start = min(Int(loop?.start ?? 0), frameCount)
    let length = min(Int(loop?.length ?? 0), frameCount - start)
    loopStart = length > 0 ? start : 0
    loopLength = length
    leavesLoop = length > 0 && loop?.kind == .untilRelease
  }

  /// The same for any wave of any bank.
  var anonymous: WaveLayout {
    var layout = self
    (layout.cue, layout.channel) = (0, 0)
    return layout
  }

  /// How often the loop stands in memory.
  private var repeats: Int { max(1, (Self.shortestLoopFrames + loopLength - 1) / loopLength) }
  /// The loop as it stands in memory.
  var storedLoopLength: Int { loopLength == 0 ? 0 : loopLength * repeats }
  /// Where the reader turns back, or the wave ends. A loop goes on for the guard frames, so that every neighbour that
  /// an interpolator reads before and after the turn is a frame of the loop.
  var end: Int { loopLength == 0 ? frameCount : loopStart + storedLoopLength + VoiceLayout.guardFrames }
  /// Where the whole wave stands a second time, for a loop that is left.
  var copyStart: Int { end + 2 * VoiceLayout.guardFrames }
  /// Frames of memory, guards at both ends included.
  var storedFrameCount: Int {
    (leavesLoop ? copyStart + frameCount : end) + 2 * VoiceLayout.guardFrames
  }

  /// Lays the wave out in zeroed memory of `storedFrameCount` frames and returns it. `fill` writes as many of the
  /// wave's first frames as there is room for.
  func store<Sample: WaveSample, Failure: Error>(
    at memory: UnsafeMutablePointer<Sample>,
    fill: (UnsafeMutableBufferPointer<Sample>) throws(Failure) -> Void
  ) throws(Failure) -> PreparedWave {
    let frames = unsafe memory + VoiceLayout.guardFrames
    try unsafe fill(UnsafeMutableBufferPointer(start: frames, count: min(frameCount, end)))
    var wave = PreparedWave()
    wave.frames = unsafe Sample.wave(at: UnsafePointer(frames))
    wave.endQ32 = UInt64(end) << 32
    guard loopLength > 0 else { return wave }
    // Each frame is that of a loop before; the first loop stands there already.
    for frame in (loopStart + loopLength)..<(end + VoiceLayout.guardFrames) {
      unsafe frames[frame] = frames[frame - loopLength]
    }
    wave.loopLengthQ32 = UInt64(storedLoopLength) << 32
    wave.loopPeriodQ32 = UInt64(loopLength) << 32
    wave.loopStartQ32 = UInt64(loopStart) << 32
    guard leavesLoop else { return wave }
    try unsafe fill(UnsafeMutableBufferPointer(start: frames + copyStart, count: frameCount))
    wave.tailStartQ32 = UInt64(copyStart + loopStart) << 32
    wave.tailEndQ32 = UInt64(copyStart + frameCount) << 32
    return wave
  }
}

/// A number that waves are stored as, on the scale of 16 bits.
protocol WaveSample: BitwiseCopyable, ExpressibleByIntegerLiteral {
  /// The number nearest to what was computed, which must be on its scale.
  init(nearest value: Float)
  /// The wave whose frame 0 this is.
  static func wave(at frames: UnsafePointer<Self>) -> WaveFrames
}

extension Int16: WaveSample {
  init(nearest value: Float) { self = Int16(value.rounded()) }

  static func wave(at frames: UnsafePointer<Int16>) -> WaveFrames { unsafe .int16(frames) }
}

extension Float: WaveSample {
  init(nearest value: Float) { self = value }

  static func wave(at frames: UnsafePointer<Float>) -> WaveFrames { unsafe .float32(frames) }
}
