// SPDX-License-Identifier: MIT
// Controllers, pedals and programs (MIDI 1.0; DLS 2.2, MIDI implementation). Audio thread.

import Realtime

extension Synthesizer {
  /// Control change. Thread: audio.
  @_noLocks @_noAllocation
  mutating func controlChange(channel: Int, number: UInt8, value: UInt8, time: FrameTime) {
    let state = unsafe pool.channels + channel
    guard number < 120 else { return channelMode(channel: channel, number: number, value: value, time: time) }
    guard number < 96 || number > 101 else { return parameterChange(channel, number, value, time: time) }
    unsafe state.pointee.controllers[Int(number)] = value
    // A channel that is silent takes its new volume and pan at once; a sounding one over 10 ms.
    let frames = unsafe state.pointee.firstVoice < 0 ? 0 : pool.rampFrames
    switch number {
    case 0, 32, 5, 65, 67, 68: return
    case 7: unsafe state.pointee.volume.aim(at: Channel.amplitude(value), from: time, frames: frames)
    case 10: unsafe state.pointee.pan.aim(at: Channel.pan(value), from: time, frames: frames)
    case 11: unsafe state.pointee.expression.aim(at: Channel.amplitude(value), from: time, frames: frames)
    case 6, 38: dataEntry(channel, value, isMSB: number == 6)
    case 64:
      if value < 64 { releaseHeld(channel: channel) }
    case 66: sostenuto(channel: channel, isDown: value >= 64)
    case 74:
      unsafe state.pointee.expression3D.ownTimbre = value
      joinZone(channel)
    case 71...78: unsafe state.pointee.applySoundController(number)
    case 84:
      unsafe state.pointee.portamentoSource = Int16(value)
      return
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
    // Local control: there is no keyboard here.
    case 122: break
    case 126, 127:
      allNotesOff(channel: channel)
      unsafe pool.channels[channel].isMono = number == 126
    // All notes off; omni mode, which this engine does not have, ends notes too (MIDI 1.0, mode messages).
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
      unsafe state.pointee.resetSoundControllers()
      unsafe state.pointee.offsets = ChannelOffsets()
      unsafe state.pointee.volume.aim(at: Channel.amplitude(state.pointee.controllers[7]), from: time, frames: frames)
      unsafe state.pointee.pan.aim(at: Channel.pan(state.pointee.controllers[10]), from: time, frames: frames)
    }
    sostenuto(channel: channel, isDown: false)
    if wasSustained { releaseHeld(channel: channel) }
    joinZone(channel)
    pool.channelChanged(channel)
  }

  /// Program change: the bank that was selected counts from here on; sounding notes keep their instrument. Thread: audio.
  @_noLocks @_noAllocation
  mutating func programChange(channel: Int, program: UInt8) {
    beginChoice(channel: channel)
    let state = unsafe pool.channels + channel
    unsafe state.pointee.bankMSB = state.pointee.controllers[0]
    unsafe state.pointee.bankLSB = state.pointee.controllers[32]
    unsafe state.pointee.program = program
    unsafe state.pointee.programSource = pool.messageSource
  }

  /// Everything in a group back to its power-on state, by the rules of a dialect; what sounds is faded out. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetGroup(_ group: Int, to dialect: Dialect) {
    for channel in ((group &- 1) &* 16)..<(group &* 16) {
      allSoundOff(channel: channel)
      beginChoice(channel: channel)
      unsafe pool.channels[channel].reset(to: dialect)
      pool.noteChange(ofChannel: channel)
      drumKeys.reset(channel: channel)
    }
    zones.reset(group: group)
    tunings.reset(group: group &- 1)
  }
}
