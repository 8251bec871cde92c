// SPDX-License-Identifier: MIT
// The entry points of the audio-rate kernels. Audio thread.
//
// `@inline(never)` throughout: inlined into a caller that is compiled for an older processor, they would lose theirs.

public import VoiceState

/// Adds `frames` frames of eight voices to the bus, with linear interpolation. Thread: audio.
///
/// `readers`: eight. `first`: frames of the cell that went before; `first + frames` is at most
/// `VoiceLayout.controlFrames`.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderLinear(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory, _ first: Int, _ frames: Int
) {
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    unsafe oscillate(
      readers + lane, mix.scratch + lane &* VoiceLayout.controlFrames, frames,
      single: { unsafe LinearInterpolator.frame($0, $1) }, eight: { unsafe LinearInterpolator.frames($0, $1, $2) })
  }
  if group.filterMask != 0 { filter(&group, mix, first, frames) }
  amplify(&group, mix, first, frames)
}

/// The same with 4-point cubic interpolation. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderCubic(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory, _ first: Int, _ frames: Int
) {
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    unsafe oscillate(
      readers + lane, mix.scratch + lane &* VoiceLayout.controlFrames, frames,
      single: { unsafe CubicInterpolator.frame($0, $1) }, eight: { unsafe CubicInterpolator.frames($0, $1, $2) })
  }
  if group.filterMask != 0 { filter(&group, mix, first, frames) }
  amplify(&group, mix, first, frames)
}

/// The same with 8-point windowed-sinc interpolation. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderSinc(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory, _ first: Int, _ frames: Int
) {
  let table = unsafe mix.tables.sinc
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    unsafe oscillate(
      readers + lane, mix.scratch + lane &* VoiceLayout.controlFrames, frames,
      single: { unsafe SincInterpolator.frame($0, $1, table) },
      eight: { unsafe SincInterpolator.frames($0, $1, $2, table) })
  }
  if group.filterMask != 0 { filter(&group, mix, first, frames) }
  amplify(&group, mix, first, frames)
}
