// SPDX-License-Identifier: MIT
// Tells a control thread what channels are like. Audio thread.

import Realtime

extension Synthesizer {
  /// Reports the channels that have changed, as far as there is room: nobody may be listening. Thread: audio.
  @_noLocks @_noAllocation
  borrowing func reportChannels() {
    while let channel = pool.changedChannels.first() {
      guard unsafe reports.push(ChannelReport(pool.channels + channel, index: channel)) else { return }
      pool.changedChannels.remove(channel)
    }
  }
}

extension VoicePool {
  /// The channel is to be reported. Thread: audio.
  @_noLocks @_noAllocation
  func noteChange(ofChannel channel: Int) { changedChannels.insert(channel) }
}
