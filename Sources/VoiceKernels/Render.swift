// SPDX-License-Identifier: MIT
// The entry points of the audio-rate kernels. Audio thread.
//
// `@inline(never)` throughout: inlined into a caller that is compiled for an older processor, they would lose theirs. The
// form of a wave is asked for once a lane and call.

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
    let reader = unsafe readers + lane
    let out = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
    switch unsafe reader.pointee.frames {
    case .none: unsafe silence(out, 0, frames)
    case .int16(let wave): unsafe oscillateLinear(wave, reader, out, frames)
    case .float32(let wave): unsafe oscillateLinear(wave, reader, out, frames)
    }
  }
  finish(&group, mix, first, frames)
}

/// The same with 4-point cubic interpolation. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderCubic(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory, _ first: Int, _ frames: Int
) {
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let reader = unsafe readers + lane
    let out = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
    switch unsafe reader.pointee.frames {
    case .none: unsafe silence(out, 0, frames)
    case .int16(let wave): unsafe oscillateCubic(wave, reader, out, frames)
    case .float32(let wave): unsafe oscillateCubic(wave, reader, out, frames)
    }
  }
  finish(&group, mix, first, frames)
}

/// The same with 8-point sinc interpolation. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func renderSinc(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ mix: MixMemory, _ first: Int, _ frames: Int
) {
  let table = unsafe mix.tables.sinc
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let reader = unsafe readers + lane
    let out = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
    switch unsafe reader.pointee.frames {
    case .none: unsafe silence(out, 0, frames)
    case .int16(let wave): unsafe oscillateSinc(wave, table, reader, out, frames)
    case .float32(let wave): unsafe oscillateSinc(wave, table, reader, out, frames)
    }
  }
  finish(&group, mix, first, frames)
}

/// What comes after the waves: the filter, steep envelopes, the gains, the bus, the sends.
@inline(__always) @_noLocks @_noAllocation
private func finish(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  if group.filterMask != 0 { filter(&group, mix, first, frames) }
  bendSteepRows(&group, mix, first, frames)
  amplify(&group, mix, first, frames)
}
