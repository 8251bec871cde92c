// SPDX-License-Identifier: MIT
// Tells a control thread what channels are like. Audio thread.

import Realtime

extension Synthesizer {
  /// Reports the channels that have changed, as far as there is room: nobody may be listening; and their keys to who wants to know.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func reportChannels() {
    let wantsKeys = activity.wantsKeys()
    if wantsKeys, !tellsKeys {
      for channel in 0..<pool.channelCount { tellKeys(ofChannel: channel) }
    }
    tellsKeys = wantsKeys
    while let channel = pool.changedChannels.first() {
      guard unsafe reports.push(ChannelReport(pool.channels + channel, index: channel)) else { return }
      pool.changedChannels.remove(channel)
      if wantsKeys { tellKeys(ofChannel: channel) }
    }
  }

  @_noLocks @_noAllocation
  private borrowing func tellKeys(ofChannel channel: Int) {
    activity.set(pool.soundingKeys(ofChannel: channel), channel: channel)
  }
}

extension VoicePool {
  /// The channel is to be reported. Thread: audio.
  @_noLocks @_noAllocation
  func noteChange(ofChannel channel: Int) { changedChannels.insert(channel) }
}
