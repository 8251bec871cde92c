// SPDX-License-Identifier: MIT
// The entry points of the audio-rate kernels. Audio thread.
//
// `@inline(never)` throughout: inlined into a caller that is compiled for an older processor, they would lose theirs.

public import VoiceState

/// Adds `frames` frames of eight voices to the bus, with linear interpolation. Thread: audio.
///
/// `readers`: eight. `frames`: at most the mix memory's capacity, all within one cell.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderLinear(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory,
  _ frames: Int
) {
  for lane in 0..<8 {
    unsafe oscillate(readers + lane, lane, mix, frames) { unsafe interpolateLinear($0, $1) }
  }
  amplify(&group, mix, frames)
}

/// The same with 4-point cubic interpolation. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderCubic(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory,
  _ frames: Int
) {
  for lane in 0..<8 {
    unsafe oscillate(readers + lane, lane, mix, frames) { unsafe interpolateCubic($0, $1) }
  }
  amplify(&group, mix, frames)
}

/// The same with 8-point windowed-sinc interpolation. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderSinc(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory,
  _ frames: Int
) {
  let table = unsafe mix.tables.sinc
  for lane in 0..<8 {
    unsafe oscillate(readers + lane, lane, mix, frames) { unsafe interpolateSinc($0, $1, table) }
  }
  amplify(&group, mix, frames)
}

/// Sums the lanes of `frames` frames of a bus into two channels, and clears the lanes for the next stretch. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func mixDown(
  _ mix: MixMemory, _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>, _ frames: Int
) {
  for frame in 0..<frames {
    unsafe left[frame] = unsafe mix.left[frame].sum()
    unsafe right[frame] = unsafe mix.right[frame].sum()
    unsafe mix.left[frame] = Lanes()
    unsafe mix.right[frame] = Lanes()
  }
}
