// SPDX-License-Identifier: MIT
// What people and programs set, and messages do not (`directmusic.md` 3.2, 3.4, 3.6). Audio thread.

import MIDI
import Miniport
import Realtime

extension Synthesizer {
  /// Sets a property at the frame of its event; what belongs to a channel, in each of these groups. Thread: audio.
  @_noLocks @_noAllocation
  mutating func set(_ property: Property, _ event: Event, groups: ClosedRange<Int>) {
    let value = Double(event.propertyValue)
    switch property {
    case .volume: master.setVolume(decibels: value, at: event.time)
    case .boost: master.setBoost(decibels: value, at: event.time)
    case .reverbInputGain: effects.setReverb(inputGainDecibels: value)
    case .reverbMix: effects.setReverb(mixDecibels: value)
    case .reverbTime: effects.setReverb(timeSeconds: value)
    case .reverbHighFrequencyRatio: effects.setReverb(highFrequencyRatio: value)
    case .effectsEnd: effectSection.end(at: event.time)
    // It has none of its own: all are MIDI's.
    case .parameter: return statistics.add(to: .parametersUnknown)
    case .priority:
      for group in groups where isThere(group) {
        let channel = (group &- 1) &* 16 &+ event.propertyChannel
        unsafe pool.channels[channel].priority = VoicePriority(rawValue: event.propertyBits)
        pool.noteChange(ofChannel: channel)
      }
    case .mute:
      for group in groups where isThere(group) {
        silence(channel: (group &- 1) &* 16 &+ event.propertyChannel, event.propertyBits != 0, at: event.time)
      }
    case .owner:
      for group in groups where isThere(group) {
        let channel = (group &- 1) &* 16 &+ event.propertyChannel
        unsafe pool.channels[channel].owner = UInt8(truncatingIfNeeded: event.propertyBits)
        unsafe pool.channels[channel].heldProgram = -1
        pool.choosingChannels.insert(channel)
      }
    }
  }

  /// Lets a channel fall silent, or be heard again, in 5 ms; its notes and controllers go on. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func silence(channel: Int, _ isSilenced: Bool, at time: FrameTime) {
    let state = unsafe pool.channels + channel
    let target: Double = isSilenced ? 0 : 1
    // It may be told again.
    guard unsafe state.pointee.audibility.target != target else { return }
    let frames = unsafe state.pointee.firstVoice < 0 ? 0 : pool.muteFrames
    unsafe state.pointee.audibility.aim(at: target, from: time, frames: frames)
    pool.channelChanged(channel)
  }

  /// Tells what the reverb is like, whoever has set it, where that has changed. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reportEffects() {
    guard reportedEffects != effects.changeCount else { return }
    reportedEffects = effects.changeCount
    statistics.set(effects.reverb.inputGain, gauge: .reverbInputGain)
    statistics.set(effects.reverb.level, gauge: .reverbLevel)
    statistics.set(effects.reverb.timeSeconds, gauge: .reverbTime)
    statistics.set(effects.reverb.highFrequencyRatio, gauge: .reverbHighFrequencyRatio)
  }
}
