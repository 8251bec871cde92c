// SPDX-License-Identifier: MIT
// Controllers, registered parameters and programs (DLS 2.2, MIDI implementation). Audio thread.

import Realtime

extension Synthesizer {
  /// Control change. Thread: audio.
  @_noLocks @_noAllocation
  mutating func controlChange(channel: Int, number: UInt8, value: UInt8, time: FrameTime) {
    let state = unsafe pool.channels + channel
    guard number < 120 else { return channelMode(channel: channel, number: number, value: value, time: time) }
    unsafe state.pointee.controllers[Int(number)] = value
    // A channel that is silent takes its new volume and pan at once; a sounding one over 10 ms.
    let frames = unsafe state.pointee.firstVoice < 0 ? 0 : pool.rampFrames
    switch number {
    case 7: unsafe state.pointee.volume.aim(at: Channel.amplitude(value), from: time, frames: frames)
    case 10: unsafe state.pointee.pan.aim(at: Channel.pan(value), from: time, frames: frames)
    case 11: unsafe state.pointee.expression.aim(at: Channel.amplitude(value), from: time, frames: frames)
    case 0, 32: return
    case 6, 38: unsafe state.pointee.enterData(value, isMSB: number == 6)
    case 98, 99:
      // Data entry for a parameter that this engine does not have must not reach a registered one.
      unsafe state.pointee.parameterMSB = 127
      unsafe state.pointee.parameterLSB = 127
      return
    case 100:
      unsafe state.pointee.parameterLSB = value
      return
    case 101:
      unsafe state.pointee.parameterMSB = value
      return
    case 64:
      if value < 64 { releaseHeld(channel: channel) }
    default: break
    }
    pool.channelChanged(channel)
  }

  /// CC120 to CC127. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func channelMode(channel: Int, number: UInt8, value: UInt8, time: FrameTime) {
    switch number {
    case 120: allSoundOff(channel: channel)
    case 121: resetControllers(channel: channel, includingMix: value == 127, time: time)
    case 122: break
    default: allNotesOff(channel: channel)
    }
  }

  /// CC121: with data 127 volume, pan, sends and registered parameters too (DLS 2.2, 1.11). Thread: audio.
  @_noLocks @_noAllocation
  private mutating func resetControllers(channel: Int, includingMix: Bool, time: FrameTime) {
    let state = unsafe pool.channels + channel
    let wasSustained = unsafe state.pointee.isSustained
    let frames = unsafe state.pointee.firstVoice < 0 ? 0 : pool.rampFrames
    unsafe state.pointee.resetControllers()
    unsafe state.pointee.expression.aim(at: 1, from: time, frames: frames)
    if includingMix {
      unsafe state.pointee.resetRegisteredParameters()
      unsafe state.pointee.resetMix()
      unsafe state.pointee.volume.aim(at: Channel.amplitude(state.pointee.controllers[7]), from: time, frames: frames)
      unsafe state.pointee.pan.aim(at: Channel.pan(state.pointee.controllers[10]), from: time, frames: frames)
    }
    if wasSustained { releaseHeld(channel: channel) }
    pool.channelChanged(channel)
  }

  /// Program change: the bank that was selected counts from here on; sounding notes keep their instrument. Thread: audio.
  @_noLocks @_noAllocation
  mutating func programChange(channel: Int, program: UInt8) {
    let state = unsafe pool.channels + channel
    unsafe state.pointee.bankMSB = state.pointee.controllers[0]
    unsafe state.pointee.bankLSB = state.pointee.controllers[32]
    unsafe state.pointee.program = program
  }

  /// Everything in a group back to its power-on state; what sounds is faded out. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetGroup(_ group: Int) {
    for channel in ((group &- 1) &* 16)..<(group &* 16) {
      allSoundOff(channel: channel)
      unsafe pool.channels[channel].reset()
    }
  }
}

extension Channel {
  /// CC6 and CC38: the registered parameter in use (RPN 0 bend range, 1 fine tuning, 2 coarse tuning). Thread: audio.
  @_noLocks @_noAllocation
  mutating func enterData(_ value: UInt8, isMSB: Bool) {
    guard parameterMSB == 0 else { return }
    switch parameterLSB {
    case 0: bendRange = Channel.entered(value, isMSB, in: bendRange)
    case 1: fineTuning = Channel.entered(value, isMSB, in: fineTuning)
    case 2: coarseTuning = Channel.entered(value, isMSB, in: coarseTuning)
    default: break
    }
  }

  /// 14 bits with one half replaced; a new upper half clears the lower one, which may follow.
  @_noLocks @_noAllocation
  private static func entered(_ value: UInt8, _ isMSB: Bool, in old: Int) -> Int {
    isMSB ? Int(value) << 7 : old & ~0x7F | Int(value)
  }
}
