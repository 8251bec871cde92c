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
    case .owner:
      for group in groups where isThere(group) {
        let channel = (group &- 1) &* 16 &+ event.propertyChannel
        unsafe pool.channels[channel].owner = UInt8(truncatingIfNeeded: event.propertyBits)
        unsafe pool.channels[channel].heldProgram = -1
        pool.choosingChannels.insert(channel)
      }
    }
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
