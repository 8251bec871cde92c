// SPDX-License-Identifier: MIT
// Making the voice pool. Setup; nothing here runs on the audio thread.

import Miniport
import Realtime
import VoiceState

extension VoicePool {
  /// Room for `voiceLimit` voices that sound and half as many again that fade out. Thread: setup.
  init(_ configuration: Synthesizer.Configuration, kernels: Kernels) {
    let rate = configuration.rate
    fullVoiceLimit = configuration.voiceLimit
    affordableVoices = fullVoiceLimit
    hasSends = configuration.hasEffects
    channelCount = 16 * configuration.allGroupCount
    workerCount = configuration.renderThreads - 1
    leastSharedWork = configuration.leastSharedWork
    isOffline = configuration.isOffline
    let slots = fullVoiceLimit + max(32, fullVoiceLimit / 2)
    slotLimit = slots
    // Voices of a group share a bus. With several, each voice that is left may keep a group to itself: with a group for
    // every slot there is always one for the next voice.
    compactGroupCount = (slots + VoiceLayout.lanesPerGroup - 1) / VoiceLayout.lanesPerGroup
    groupLimit = configuration.busLimit > 1 ? slots : compactGroupCount
    leastGroupCount = configuration.layout.voiceBusCount > 1 ? groupLimit : compactGroupCount
    groupCount = leastGroupCount
    let laneCount = groupLimit * VoiceLayout.lanesPerGroup
    self.rate = Double(rate.hertz)
    fadeFrames = Float(max(1, rate.hertz * 3 / 1000))
    rampFrames = max(1, Int(rate.hertz / 100))
    muteFrames = max(1, Int(rate.hertz / 200))
    let tables = KernelTables(rate: Double(rate.hertz))
    mix = MixMemory(tables: tables)
    unsafe groups = .allocate(capacity: groupLimit)
    unsafe groups.initialize(repeating: VoiceGroup(), count: groupLimit)
    unsafe readers = .allocate(capacity: laneCount)
    unsafe readers.initialize(repeating: WaveReader(), count: laneCount)
    memory = unsafe VoiceMemory(groups: groups, readers: readers, kernels: kernels, tables: tables)
    unsafe voices = .allocate(capacity: laneCount)
    unsafe voices.initialize(repeating: Voice(), count: laneCount)
    unsafe sums = .allocate(capacity: workerCount + 1)
    for thread in 0...workerCount {
      unsafe (sums + thread).initialize(to: ChannelSums(channelCount: channelCount))
    }
    shareCount = RenderStretch.shareCount(ofGroups: groupCount)
    let shareLimit = RenderStretch.shareCount(ofGroups: groupLimit)
    unsafe stretch = .allocate(capacity: 1)
    unsafe stretch.initialize(to: RenderStretch(voices: memory, lanes: voices, groupCount: groupLimit, working: mix))
    unsafe shareKinds = .allocate(capacity: shareLimit)
    unsafe shareKinds.initialize(repeating: .silent, count: shareLimit)
    unsafe shareVoices = .allocate(capacity: shareLimit)
    unsafe shareVoices.initialize(repeating: 0, count: shareLimit)
    unsafe courses = .allocate(capacity: laneCount)
    unsafe courses.initialize(repeating: LinkCourse(), count: laneCount)
    unsafe channels = .allocate(capacity: channelCount)
    for channel in 0..<channelCount { unsafe (channels + channel).initialize(to: Channel(number: channel % 16)) }
    changedChannels = ChannelSet(channelCount: channelCount)
    choosingChannels = ChannelSet(channelCount: channelCount)
    // What every channel has at first is a choice too.
    for channel in 0..<channelCount { choosingChannels.insert(channel) }
  }

  /// The workers, each to be run on a thread of its own. Thread: setup, once.
  func makeWorkers() -> [RenderWorker] {
    (0..<workerCount).map { worker in
      unsafe RenderWorker(
        workers.makeMember(), stretch: UnsafePointer(stretch), tables: memory.tables, sums: sums[worker + 1])
    }
  }
}
