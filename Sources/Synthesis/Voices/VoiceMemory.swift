// SPDX-License-Identifier: MIT
// Groups of voices and what is done with them in the kernels. The process callback's thread or a render worker, whichever has
// the group in hand.

import CRealtime
import Realtime
import VoiceState

/// The part of the voices that the kernels work on.
@safe struct VoiceMemory: BitwiseCopyable {
  // Safe because the pool that owns the memory outlives every copy of these pointers.
  let groups: UnsafeMutablePointer<VoiceGroup>
  let readers: UnsafeMutablePointer<WaveReader>
  let kernels: Kernels
  let tables: KernelTables

  /// Brings a group's generators to the frame that was rendered last, and ends its cell there. Thread: audio.
  @_noLocks @_noAllocation
  func settle(_ group: Int) {
    let elapsed = elapsedFrames(of: group)
    if elapsed > 0 { unsafe kernels.advance(groups + group, Float(elapsed)) }
    unsafe groups[group].cellFrames = 0
    unsafe groups[group].framesUntilTick = 0
  }

  /// Frames of the group's cell that have been rendered. Thread: audio.
  @_noLocks @_noAllocation
  func elapsedFrames(of group: Int) -> Int {
    unsafe Int(groups[group].cellFrames &- groups[group].framesUntilTick)
  }

  /// Frames from the beginning of the group's cell to the first corner of any of its generators. Thread: audio.
  @_noLocks @_noAllocation
  func leastFramesLeft(of group: Int) -> Int { Int(unsafe kernels.leastFramesLeft(groups + group)) }

  /// Frames of a cell that begins at `time`: to the next line of the timeline's grid or the first corner. The group has been
  /// settled. Thread: audio.
  @_noLocks @_noAllocation
  func cellFrames(of group: Int, at time: FrameTime) -> Int {
    let grid = VoiceLayout.controlFrames &- Int(time.frames & Int64(VoiceLayout.controlFrames &- 1))
    // Not to the grid's next line where that is near: a chord of a few frames beside one of 64 is a corner too many.
    let half = VoiceLayout.controlFrames / 2
    return min(grid < half ? grid &+ half : grid, max(1, leastFramesLeft(of: group)))
  }

  /// Aims a group's lines at the end of a cell of so many frames, which begins. Thread: audio.
  @_noLocks @_noAllocation
  func aim(_ group: Int, frames: Int) {
    unsafe kernels.aim(groups + group, readers + group &* 8, tables, Float(frames))
    unsafe groups[group].cellFrames = Int32(truncatingIfNeeded: frames)
    unsafe groups[group].framesUntilTick = Int32(truncatingIfNeeded: frames)
  }

  /// Adds so many frames of a group, within its cell, to where `mix` points. Thread: audio.
  @_noLocks @_noAllocation
  func render(_ group: Int, into mix: MixMemory, frames: Int) {
    unsafe kernels.render(groups + group, readers + group &* 8, mix, elapsedFrames(of: group), frames)
    unsafe groups[group].framesUntilTick &-= Int32(truncatingIfNeeded: frames)
  }

  /// Asks for what a group will read of its waves in the next frames: it lies wherever the bank has it, and no processor can
  /// guess where. Thread: audio.
  @_noLocks @_noAllocation
  func prefetch(_ group: Int) {
    let mask = unsafe groups[group].activeMask
    for lane in 0..<VoiceLayout.lanesPerGroup where mask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
      let reader = unsafe readers + (group &* VoiceLayout.lanesPerGroup &+ lane)
      let frame = unsafe Int(truncatingIfNeeded: reader.pointee.positionQ32 >> 32)
      switch unsafe reader.pointee.frames {
      case .none: break
      case .int16(let wave): unsafe VoiceMemory.prefetchLines(UnsafeRawPointer(wave + frame))
      case .float32(let wave): unsafe VoiceMemory.prefetchLines(UnsafeRawPointer(wave + frame))
      }
    }
  }

  /// Three lines of 64 bytes: 64 frames of 16 bits at their own pitch, and some.
  @_noLocks @_noAllocation
  private static func prefetchLines(_ first: UnsafeRawPointer) {
    unsafe rt_prefetch(first)
    unsafe rt_prefetch(first + 64)
    unsafe rt_prefetch(first + 128)
  }
}
