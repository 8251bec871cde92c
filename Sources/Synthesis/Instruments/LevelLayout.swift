// SPDX-License-Identifier: MIT
// How a level of a wave is laid out in sample memory. Downloader thread.

import VoiceState

/// The places of a level, at the wave's rate or a half, a quarter… of it, with its loop; in the frames of this level unless
/// it says otherwise. Positions are those of the wave divided, so that a loop may begin and end between two frames.
struct LevelLayout {
  /// A loop of no more frames of the wave is repeated until it is a whole number of frames of the level: it comes round so
  /// often that its turns must not differ. For a longer one that would be memory wasted, for a difference that is the
  /// interpolator's error.
  private static let longestWholeLoop = 1024

  let wave: WaveLayout
  /// From 1.
  let level: Int

  /// How often the rate was halved.
  var halvings: Int { level - 1 }
  /// Frames of the wave that a frame of the level depends on, before it and after it: so many filters, at rates that halve.
  private var reach: Int { HalfBand.reach * (1 << level - 1) }
  /// The first frame in which the loop alone is heard, and the loop as if it had gone on for ever.
  private var loopStart: Int { (wave.loopStart + reach + 1 << halvings - 1) >> halvings }

  /// The loop as it stands in memory, in frames of the wave.
  private var storedLoopLength: Int {
    guard wave.loopLength > 0 else { return 0 }
    let repeats = max(1, (WaveLayout.shortestLoopFrames << halvings + wave.loopLength - 1) / wave.loopLength)
    guard wave.loopLength <= Self.longestWholeLoop else { return repeats * wave.loopLength }
    let whole = 1 << max(0, halvings - wave.loopLength.trailingZeroBitCount)
    return (repeats + whole - 1) / whole * whole * wave.loopLength
  }

  /// Where the reader turns back, or the wave ends.
  private var endQ32: UInt64 {
    guard wave.loopLength > 0 else { return q32(wave.frameCount) }
    return UInt64(loopStart + VoiceLayout.guardFrames) << 32 + q32(storedLoopLength)
  }

  private var end: Int { Int(endQ32 >> 32) + 1 }
  /// Where the whole wave stands a second time, for a loop that is left.
  private var copyStart: Int { end + 2 * VoiceLayout.guardFrames }
  /// Frames of the whole wave.
  private var frameCount: Int { wave.frameCount >> halvings + 1 }
  /// Frames of memory, guards at both ends included.
  var storedFrameCount: Int { (wave.leavesLoop ? copyStart + frameCount : end) + 2 * VoiceLayout.guardFrames }
  /// Frames of the wave, with its loop written out, that all this is made of.
  var sourceFrameCount: Int {
    wave.loopLength > 0 ? (end + VoiceLayout.guardFrames) << halvings + reach : wave.frameCount
  }

  /// A position in the wave as one in the level.
  private func q32(_ frames: Int) -> UInt64 { (UInt64(frames) << 32) >> UInt64(halvings) }

  /// Lays the level out in zeroed memory of `storedFrameCount` frames. `looped` and `whole`: its frames with the loop
  /// written out, and those of the wave as it stands in the file, frame 0 at index `lead`.
  func store<Sample: WaveSample>(
    at memory: UnsafeMutablePointer<Sample>, looped: [Float], whole: [Float], lead: Int
  ) -> PreparedWave {
    let frames = unsafe memory + VoiceLayout.guardFrames
    unsafe Self.copy(looped, lead, to: frames, count: end)
    var level = PreparedWave()
    level.frames = unsafe Sample.wave(at: UnsafePointer(frames))
    level.endQ32 = endQ32
    guard wave.loopLength > 0 else { return level }
    level.loopLengthQ32 = q32(storedLoopLength)
    level.loopPeriodQ32 = q32(wave.loopLength)
    level.loopStartQ32 = q32(wave.loopStart)
    guard wave.leavesLoop else { return level }
    unsafe Self.copy(whole, lead, to: frames + copyStart, count: frameCount)
    level.tailStartQ32 = UInt64(copyStart) << 32 + q32(wave.loopStart)
    level.tailEndQ32 = UInt64(copyStart) << 32 + q32(wave.frameCount)
    return level
  }

  /// `count` frames and the guards on both sides; what there is no sample for is silent.
  private static func copy<Sample: WaveSample>(
    _ samples: [Float], _ lead: Int, to frames: UnsafeMutablePointer<Sample>, count: Int
  ) {
    for frame in -VoiceLayout.guardFrames..<min(count + VoiceLayout.guardFrames, samples.count - lead) {
      unsafe frames[frame] = Sample(nearest: samples[lead + frame])
    }
  }
}
