// SPDX-License-Identifier: MIT
// Tells a control thread what channels are like. Audio thread.

import Realtime

extension Synthesizer {
  /// Reports the channels that have changed, as far as there is room: nobody may be listening. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reportChannels() {
    for word in 0..<16 where pool.changedChannels[word] != 0 {
      while pool.changedChannels[word] != 0 {
        let bit = pool.changedChannels[word].trailingZeroBitCount
        let index = word &* 64 &+ bit
        guard unsafe reports.push(ChannelReport(pool.channels + index, index: index)) else { return }
        pool.changedChannels[word] &= ~(1 << UInt64(bit))
      }
    }
  }
}

extension VoicePool {
  /// The channel is to be reported. Thread: audio.
  @_noLocks @_noAllocation
  mutating func noteChange(ofChannel channel: Int) {
    changedChannels[(channel / 64) & 15] |= 1 << UInt64(channel % 64)
  }
}
