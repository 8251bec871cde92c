// SPDX-License-Identifier: MIT
// Making the voice pool. Setup; nothing here runs on the audio thread.

import Realtime
import VoiceState

extension VoicePool {
  /// Room for `voiceLimit` voices that sound and half as many again that fade out. Thread: setup.
  init(voiceLimit: Int, channelCount: Int, busCount: Int, rate: SampleRate, kernels: Kernels, hasSends: Bool) {
    self.voiceLimit = voiceLimit
    self.kernels = kernels
    self.hasSends = hasSends
    self.channelCount = channelCount
    let slots = voiceLimit + max(32, voiceLimit / 2)
    slotLimit = slots
    // Voices of a group share a bus. With several, each voice that is left may keep a group to itself: with a group for
    // every slot there is always one for the next voice.
    groupCount = busCount > 1 ? slots : (slots + VoiceLayout.lanesPerGroup - 1) / VoiceLayout.lanesPerGroup
    let laneCount = groupCount * VoiceLayout.lanesPerGroup
    self.rate = Double(rate.hertz)
    fadeFrames = Float(max(1, rate.hertz * 3 / 1000))
    rampFrames = max(1, Int(rate.hertz / 100))
    tables = KernelTables(rate: Double(rate.hertz))
    mix = MixMemory(tables: tables)
    unsafe groups = .allocate(capacity: groupCount)
    unsafe groups.initialize(repeating: VoiceGroup(), count: groupCount)
    unsafe readers = .allocate(capacity: laneCount)
    unsafe readers.initialize(repeating: WaveReader(), count: laneCount)
    unsafe voices = .allocate(capacity: laneCount)
    unsafe voices.initialize(repeating: Voice(), count: laneCount)
    unsafe courses = .allocate(capacity: laneCount)
    unsafe courses.initialize(repeating: LinkCourse(), count: laneCount)
    unsafe channels = .allocate(capacity: channelCount)
    for channel in 0..<channelCount { unsafe (channels + channel).initialize(to: Channel(number: channel % 16)) }
  }
}
